/** Time at work on a task, counted from signs of a person: keys, pointer, scrolling. */
export interface ActiveTime {
  readonly activeMs: number
  readonly lastSignAt: number
}

/** Longest silence that still counts as reading; of a longer one, only this much does. */
const longestReadingMs = 30_000

export function startActiveTime(now: number, activeMs = 0): ActiveTime {
  return { activeMs, lastSignAt: now }
}

/** Counts the time since the last sign, or as much of it as can have been reading. */
export function noteSign(time: ActiveTime, now: number): ActiveTime {
  const passed = Math.min(Math.max(0, now - time.lastSignAt), longestReadingMs)
  return { activeMs: time.activeMs + passed, lastSignAt: now }
}

/** The page was hidden or left: what passes until the next sign counts for nothing. */
export function resumeAt(time: ActiveTime, now: number): ActiveTime {
  return { ...time, lastSignAt: now }
}
