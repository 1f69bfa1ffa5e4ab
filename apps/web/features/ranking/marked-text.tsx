import type { MarkedPart } from './mark-differences.ts'
import classes from './marked-text.module.css'

/** A text in parts; what the other one lacks is marked as removed at side 0, as added at side 1. */
export function MarkedText({ parts, side }: { parts: MarkedPart[]; side: 0 | 1 }) {
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no identity but their place
    if (!part.isDifferent) return <span key={index}>{part.text}</span>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <mark key={index} className={side === 0 ? classes.removed : classes.added}>
        {part.text}
      </mark>
    )
  })
}
