import type { Ranking, ReviseRankingInput, SubmitRankingInput } from '@plackett/contracts'
import type { Problem } from '../../trpc/problem-of.ts'
import { isPassing } from '../../trpc/query-client.ts'

/**
 * An answer on its way: made once, with its idempotency key, and kept until the server has it. A revision of an answer
 * which is itself on its way names that one's key in `after`, and goes when the ranking it revises has an id.
 */
export interface OutboxEntry {
  key: string
  userId: string
  projectId: string
  taskId: string
  /** First line of the prompt and the order given, so that a refused answer can be told from others. */
  title: string
  answer: string
  madeAt: number
  attempts: number
  notBefore: number
  waitsFor: 'nothing' | 'network' | 'login'
  refusal: { code: string; message: string } | null
  request: OutboxRequest
}

export type OutboxRequest =
  | { kind: 'submit'; input: SubmitRankingInput }
  | { kind: 'revise'; after: string; input: Omit<ReviseRankingInput, 'rankingId'> & { rankingId: string | null } }

const firstPauseMs = 1_000
const longestPauseMs = 60_000

/** The oldest entry that may be sent now; refused ones wait for the person, later ones for those they revise. */
export function nextToSend(entries: readonly OutboxEntry[], now: number): OutboxEntry | undefined {
  return entries
    .filter((entry) => entry.refusal === null && entry.waitsFor !== 'login' && entry.notBefore <= now)
    .filter(({ request }) => request.kind === 'submit' || request.input.rankingId !== null)
    .toSorted((a, b) => a.madeAt - b.madeAt)[0]
}

/** When to look again, or null if nothing will become sendable by time alone. */
export function nextWakeAt(entries: readonly OutboxEntry[]): number | null {
  const times = entries
    .filter((entry) => entry.refusal === null && entry.waitsFor !== 'login')
    .filter(({ request }) => request.kind === 'submit' || request.input.rankingId !== null)
    .map((entry) => entry.notBefore)
  return times.length === 0 ? null : Math.min(...times)
}

/** The entry after a failed attempt: to be tried again later, after log-in, or shown to the person as refused. */
export function afterFailure(entry: OutboxEntry, problem: Problem, at: { now: number; random: number }): OutboxEntry {
  const attempts = entry.attempts + 1
  if (problem.status === 401) return { ...entry, attempts, waitsFor: 'login' }
  if (isPassing(problem.status))
    return { ...entry, attempts, waitsFor: 'network', notBefore: at.now + pause(attempts, at.random) }
  return { ...entry, attempts, waitsFor: 'nothing', refusal: { code: problem.code, message: problem.message } }
}

/** Entries that revise the answer which was just stored, with its id filled in. */
export function revisionsOf(entries: readonly OutboxEntry[], sentKey: string, stored: Ranking): OutboxEntry[] {
  return entries.flatMap((entry) => {
    const { request } = entry
    if (request.kind !== 'revise' || request.after !== sentKey || request.input.rankingId !== null) return []
    return [{ ...entry, request: { ...request, input: { ...request.input, rankingId: stored.id } } }]
  })
}

/** Entries that revise a refused answer: they cannot be sent either, and are shown with it. */
export function blockedBy(entries: readonly OutboxEntry[], failed: OutboxEntry): OutboxEntry[] {
  if (failed.refusal === null) return []
  return entries
    .filter(({ request }) => request.kind === 'revise' && request.after === failed.key)
    .map((entry) => ({ ...entry, refusal: failed.refusal }))
}

/** Entries that are tried again at once: because the person asks, is back online, or has logged in. */
export function released(entry: OutboxEntry, options: { refusedToo: boolean }): OutboxEntry {
  if (entry.refusal !== null && !options.refusedToo) return entry
  return { ...entry, waitsFor: 'nothing', notBefore: 0, refusal: null }
}

/** Doubles from a second to a minute, spread by up to a quarter so that many browsers do not come back at once. */
function pause(attempts: number, random: number): number {
  const base = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
  return base * (0.75 + 0.5 * random)
}
