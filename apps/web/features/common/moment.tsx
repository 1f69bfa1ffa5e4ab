'use client'

import { useFormatter, useNow } from 'next-intl'

/** When something happened: relative to now, the full date on hovering. */
export function Moment({ at }: { at: Date }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const isOld = now.getTime() - at.getTime() > 30 * 86_400_000
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, { dateStyle: 'full', timeStyle: 'medium' })}>
      {isOld ? format.dateTime(at, { dateStyle: 'medium' }) : format.relativeTime(at, at > now ? at : now)}
    </time>
  )
}
