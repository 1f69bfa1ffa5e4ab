'use client'

import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './message-text.module.css'

/** Whether a picture is in the text itself. SVG is not among them: it is a document that can hold scripts. */
export function isAttached(src: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif);base64,/i.test(src)
}

/**
 * A picture of a text. From elsewhere it comes through our server, since its own would learn who reads what; one that
 * cannot be shown is a link that the reader may follow.
 */
export function TextImage({ src, alt }: { src: string; alt: string }) {
  const [hasFailed, setFailed] = useState(false)
  const source = isAttached(src)
    ? src
    : src.startsWith('https://')
      ? `/api/images?url=${encodeURIComponent(src)}`
      : null
  if (source === null || hasFailed) return <ImageLink src={src} alt={alt} />
  return (
    // biome-ignore lint/performance/noImgElement: the pictures of texts are not ours to resize
    <img src={source} alt={alt} loading="lazy" className={classes.picture} onError={() => setFailed(true)} />
  )
}

function ImageLink({ src, alt }: { src: string; alt: string }) {
  const name = (
    <>
      <IconPhoto size={16} aria-hidden /> {alt || src.slice(0, 200)}
    </>
  )
  if (src === '' || isAttached(src)) return <span className={classes.image}>{name}</span>
  return (
    <a href={src} target="_blank" rel="noreferrer noopener nofollow" className={classes.image}>
      {name}
    </a>
  )
}
