interface Day {
  /** `2026-03-01`, in UTC. */
  day: string
  rankings: number
}

const dayMs = 86_400_000

/** The days from the first to the last without a gap, the last `most` of them: a day of rest is a bar of no height. */
export function continuousDays(days: readonly Day[], most = 60): Day[] {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return []
  const counts = new Map(days.map(({ day, rankings }) => [day, rankings]))
  const end = Date.parse(last.day)
  const start = Math.max(Date.parse(first.day), end - (most - 1) * dayMs)
  return Array.from({ length: Math.round((end - start) / dayMs) + 1 }, (_, index) => {
    const day = new Date(start + index * dayMs).toISOString().slice(0, 10)
    return { day, rankings: counts.get(day) ?? 0 }
  })
}
