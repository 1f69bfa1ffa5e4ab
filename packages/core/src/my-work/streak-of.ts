const dayMs = 86_400_000

/** Days in a row that end today or yesterday. `days` are the days with an answer, the latest first, as `2026-11-27`. */
export function streakOf(days: string[], today: string): number {
  const first = days[0]
  if (first === undefined || Date.parse(today) - Date.parse(first) > dayMs) return 0
  const gap = days.findIndex((day, index) => Date.parse(first) - Date.parse(day) !== index * dayMs)
  return gap === -1 ? days.length : gap
}
