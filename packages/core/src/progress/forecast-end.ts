import type { ProjectProgress } from '@plackett/contracts'

const dayMs = 86_400_000
const mostDays = 14
const leastDays = 3

/**
 * When `remaining` rankings more will be given, from the counts of the last whole days (today is not over). After T days
 * some mT are given, with a standard deviation of s√(T + T²/n): days differ by s, and their mean m is known from n of them.
 * The interval's ends are where mT ± 1.96 s√(T + T²/n) reaches what remains. Null without a pace.
 */
export function forecastEnd(
  perDay: ProjectProgress['perDay'],
  { remaining, now }: { remaining: number; now: Date },
): ProjectProgress['forecast'] {
  const counts = lastWholeDays(perDay, now)
  const n = counts.length
  const mean = counts.reduce((sum, count) => sum + count, 0) / n
  if (remaining <= 0 || n < leastDays || mean === 0) return null
  const spread = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (n - 1))
  const at = (days: number) => new Date(now.getTime() + days * dayMs)
  const reach = (z: number) =>
    daysUntil(remaining, (days) => mean * days + z * spread * Math.sqrt(days + days ** 2 / n))
  const latest = reach(-1.96)
  return {
    perDay: mean,
    doneAt: at(remaining / mean),
    earliestAt: at(reach(1.96)!),
    latestAt: latest === null ? null : at(latest),
    days: n,
  }
}

/** Counts of the days before today, at most so many, none of them before the first ranking. */
function lastWholeDays(perDay: ProjectProgress['perDay'], now: Date): number[] {
  const first = perDay[0]
  if (first === undefined) return []
  const countOf = new Map(perDay.map(({ day, rankings }) => [day, rankings]))
  const today = Math.floor(now.getTime() / dayMs)
  const start = Math.max(today - mostDays, Date.parse(first.day) / dayMs)
  const days = Array.from({ length: Math.max(0, today - start) }, (_, at) => new Date((start + at) * dayMs))
  return days.map((day) => countOf.get(day.toISOString().slice(0, 10)) ?? 0)
}

const longest = 3_650

/** The days after which `given` reaches `remaining`; null where ten years do not do. */
function daysUntil(remaining: number, given: (days: number) => number): number | null {
  let [low, high] = [0, longest]
  if (given(high) < remaining) return null
  while (high - low > 1e-3) {
    const middle = (low + high) / 2
    if (given(middle) < remaining) low = middle
    else high = middle
  }
  return high
}
