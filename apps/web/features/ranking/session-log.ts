import type { SessionEvent } from '@plackett/contracts'

/** What happened on a task since it was shown. Times are in milliseconds of one clock. */
export interface SessionLog {
  readonly shownAt: number
  readonly events: readonly SessionEvent[]
}

/** Enough for any person; of more, the first and the last are kept, since they say how it began and ended. */
const most = 1_000

export function startLog(now: number): SessionLog {
  return { shownAt: now, events: [[0, 'shown']] }
}

/** Adds what happened; for a move, the order after it as it is typed. */
export function noteEvent(
  log: SessionLog,
  now: number,
  what: Exclude<SessionEvent[1], 'moved' | 'undone'> | { kind: 'moved' | 'undone'; typed: string },
): SessionLog {
  const at = Math.max(0, Math.round(now - log.shownAt))
  const event: SessionEvent = typeof what === 'string' ? [at, what] : [at, what.kind, what.typed.slice(0, 60)]
  const events = [...log.events, event]
  return { ...log, events: events.length > most ? [...events.slice(0, most / 2), ...events.slice(-most / 2)] : events }
}
