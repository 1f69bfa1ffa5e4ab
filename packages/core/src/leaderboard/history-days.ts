import type { BoardTask } from './board-tasks.ts'

const dayMs = 86_400_000
const most = 12

/** At most twelve days in UTC, evenly from the first ranking to the last, each with its end in milliseconds since 1970. */
export function historyDays(tasks: readonly BoardTask[]): { day: string; endsAt: number }[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { answeredAt } of tasks.flatMap(({ rankings }) => rankings)) {
    first = Math.min(first, answeredAt)
    last = Math.max(last, answeredAt)
  }
  if (first > last) return []
  const start = Math.floor(first / dayMs)
  const days = Math.floor(last / dayMs) - start + 1
  const points = Math.min(days, most)
  return Array.from({ length: points }, (_, point) => {
    const day = start + Math.ceil(((point + 1) * days) / points) - 1
    return { day: new Date(day * dayMs).toISOString().slice(0, 10), endsAt: (day + 1) * dayMs }
  })
}

/** The tasks with the rankings given before then. */
export function tasksUntil(tasks: readonly BoardTask[], endsAt: number): BoardTask[] {
  return tasks.map((task) => ({ ...task, rankings: task.rankings.filter(({ answeredAt }) => answeredAt < endsAt) }))
}
