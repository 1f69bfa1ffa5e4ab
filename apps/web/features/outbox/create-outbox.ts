import type { Ranking } from '@plackett/contracts'
import { problemOf } from '../../trpc/problem-of.ts'
import {
  afterFailure,
  blockedBy,
  nextToSend,
  nextWakeAt,
  type OutboxEntry,
  released,
  revisionsOf,
} from './outbox-entry.ts'
import type { OutboxStore } from './outbox-store.ts'

export interface OutboxSnapshot {
  entries: readonly OutboxEntry[]
  /** When the server last confirmed an answer of this session. */
  savedAt: number | null
  /** False once the browser refused to keep an entry: then it lives as long as the tab does. */
  isDurable: boolean
  /** Rankings stored in this session, by the idempotency key of the answer. */
  stored: ReadonlyMap<string, Ranking>
}

export interface Outbox {
  snapshot(): OutboxSnapshot
  subscribe(listener: () => void): () => void
  /** Keeps the entry, then sends it. The promise is of the keeping. */
  add(entry: OutboxEntry): Promise<void>
  /** Gives up an answer: only ever at the person's word. */
  discard(key: string): Promise<void>
  /** Sends what waits now instead of later: online again, logged in again, or asked to. */
  retry(options?: { refusedToo: boolean }): Promise<void>
  /** Takes up what an earlier visit left. */
  load(): Promise<void>
  stop(): void
}

export interface OutboxDependencies {
  store: OutboxStore
  send(entry: OutboxEntry): Promise<Ranking>
  now(): number
  random(): number
  schedule(run: () => void, delayMs: number): () => void
  /** Runs `work` in one tab at a time; another tab's answers are sent by that tab or, when it has gone, by this one. */
  exclusively(work: () => Promise<void>): Promise<void>
}

/** Sends answers in the order they were made, one at a time, and keeps each until the server has confirmed it. */
export function createOutbox(dependencies: OutboxDependencies): Outbox {
  const { store, send, now, random, schedule, exclusively } = dependencies
  let snapshot: OutboxSnapshot = { entries: [], savedAt: null, isDurable: true, stored: new Map() }
  let sending: Promise<void> | null = null
  let cancelWake = () => {}
  const listeners = new Set<() => void>()

  const publish = (change: Partial<OutboxSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  const isKept = (key: string) => snapshot.entries.some((entry) => entry.key === key)
  const keep = async (entry: OutboxEntry) => {
    publish({ entries: [...snapshot.entries.filter((other) => other.key !== entry.key), entry] })
    await store.put(entry).catch(() => publish({ isDurable: false }))
  }
  const drop = async (key: string) => {
    publish({ entries: snapshot.entries.filter((other) => other.key !== key) })
    await store.delete(key).catch(() => publish({ isDurable: false }))
  }

  /** A new revision may find that the answer it revises was stored or refused a moment ago. */
  const linked = (entry: OutboxEntry): OutboxEntry => {
    if (entry.request.kind !== 'revise') return entry
    const { after } = entry.request
    const ranking = snapshot.stored.get(after)
    if (ranking) return revisionsOf([entry], after, ranking)[0] ?? entry
    return { ...entry, refusal: snapshot.entries.find((other) => other.key === after)?.refusal ?? null }
  }

  async function attempt(entry: OutboxEntry): Promise<void> {
    try {
      const ranking = await send(entry)
      for (const revision of revisionsOf(snapshot.entries, entry.key, ranking)) await keep(revision)
      publish({ savedAt: now(), stored: new Map(snapshot.stored).set(entry.key, ranking) })
      await drop(entry.key)
    } catch (error) {
      if (!isKept(entry.key)) return
      const failed = afterFailure(entry, problemOf(error), { now: now(), random: random() })
      for (const blocked of [failed, ...blockedBy(snapshot.entries, failed)]) await keep(blocked)
    }
  }

  async function drain(): Promise<void> {
    for (let entry = nextToSend(snapshot.entries, now()); entry; entry = nextToSend(snapshot.entries, now())) {
      await attempt(entry)
    }
  }

  function flush(): Promise<void> {
    cancelWake()
    sending ??= exclusively(drain).finally(() => {
      sending = null
      const wakeAt = nextWakeAt(snapshot.entries)
      if (wakeAt !== null) cancelWake = schedule(flush, Math.max(0, wakeAt - now()))
    })
    return sending
  }

  return {
    snapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: async (entry) => {
      await keep(linked(entry))
      flush()
    },
    discard: drop,
    retry: async (options = { refusedToo: false }) => {
      for (const entry of snapshot.entries) await keep(released(entry, options))
      await flush()
    },
    load: async () => {
      const known = new Set(snapshot.entries.map((entry) => entry.key))
      const left = (await store.all()).filter((entry) => !known.has(entry.key))
      publish({ entries: [...left.map((entry) => released(entry, { refusedToo: false })), ...snapshot.entries] })
      await flush()
    },
    stop: () => cancelWake(),
  }
}
