'use client'

import { startTransition, useEffect, useMemo, useState } from 'react'
import { MarkdownText } from './markdown-text.tsx'
import classes from './message-text.module.css'
import { splitBlocks } from './split-blocks.ts'

/** Characters that are rendered in a few milliseconds, formulas included. */
const pieceSize = 4_000

/** A long text: all of it is there at once, as written, and its formatting follows piece by piece without holding up a key. */
export function LongText({ text }: { text: string }) {
  const pieces = useMemo(() => splitBlocks(text, pieceSize), [text])
  const [rendered, setRendered] = useState(1)
  useEffect(() => {
    if (rendered >= pieces.length) return
    const timer = setTimeout(() => startTransition(() => setRendered(rendered + 1)), 0)
    return () => clearTimeout(timer)
  }, [rendered, pieces])
  return (
    <>
      {pieces.slice(0, rendered).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no identity but their place
        <MarkdownText key={index} text={piece} />
      ))}
      {rendered < pieces.length && (
        <div className={classes.raw} dir="auto">
          {pieces.slice(rendered).join('')}
        </div>
      )}
    </>
  )
}
