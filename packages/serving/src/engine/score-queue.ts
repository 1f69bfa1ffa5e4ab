import { AppError } from '@plackett/contracts'
import type { ScoreItem, ScoreOptions } from '../model/reward-scorer.types.ts'
import { charactersOf, contentKey } from './content-key.ts'
import { RecentResults } from './recent-results.ts'
import type { BatchScores } from './thread-messages.ts'

export interface QueueSettings {
  /** A batch is closed at this many UTF-16 units or items, whichever comes first. */
  batchCharacters: number
  batchItems: number
  /** What may wait; a request beyond it is refused, unless nothing waits at all. */
  waitingCharacters: number
  waitingItems: number
  /** Rewards that are remembered. */
  rememberedItems: number
}

const queueDefaults: QueueSettings = {
  batchCharacters: 250_000,
  batchItems: 256,
  // About three seconds of work for one core.
  waitingCharacters: 12_000_000,
  waitingItems: 20_000,
  rememberedItems: 100_000,
}

export interface Score {
  reward: number
  isTruncated: boolean
  tokens: number
}

/** An item that waits or is being computed, and how many requests want it. */
interface Entry {
  key: string
  item: ScoreItem
  characters: number
  wanted: number
  score: Promise<Score>
  settle: { resolve(score: Score): void; reject(error: unknown): void }
}

/** While one batch is computed the next is in the thread's mailbox already, so that the thread never waits for us. */
const batchesAtOnce = 2

/**
 * Makes batches of what many requests ask: the more waits, the larger they are, so no time is spent waiting for company.
 * Equal items in flight are computed once, recent ones not at all, and those that nobody wants any more never.
 */
export class ScoreQueue {
  readonly #settings: QueueSettings
  readonly #compute: (items: readonly ScoreItem[]) => Promise<BatchScores>
  readonly #remembered: RecentResults<Score>
  readonly #inFlight = new Map<string, Entry>()
  #waiting: Entry[] = []
  #waitingCharacters = 0
  #running = 0
  #charactersPerMs = 4_000
  #idle: (() => void)[] = []

  constructor(compute: (items: readonly ScoreItem[]) => Promise<BatchScores>, settings: Partial<QueueSettings> = {}) {
    this.#compute = compute
    this.#settings = { ...queueDefaults, ...settings }
    this.#remembered = new RecentResults(this.#settings.rememberedItems)
  }

  async score(items: readonly ScoreItem[], { signal }: ScoreOptions = {}): Promise<Score[]> {
    signal?.throwIfAborted()
    const keys = items.map(contentKey)
    this.#requireRoom(items, keys)
    const entries = new Set<Entry>()
    const scores = items.map((item, at) => {
      const remembered = this.#remembered.get(keys[at]!)
      if (remembered) return remembered
      const entry = this.#entryFor(item, keys[at]!)
      entries.add(entry)
      return entry.score
    })
    for (const entry of entries) entry.wanted++
    this.#dispatch()
    return this.#untilAborted(scores, entries, signal)
  }

  /** Resolves when nothing waits and nothing is computed. */
  async drained(): Promise<void> {
    if (this.#inFlight.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #requireRoom(items: readonly ScoreItem[], keys: readonly string[]): void {
    if (this.#waiting.length === 0) return
    const isNew = (key: string) => !this.#inFlight.has(key) && this.#remembered.get(key) === undefined
    const added = items.filter((_, at) => isNew(keys[at]!))
    if (added.length === 0) return
    const characters = this.#waitingCharacters + added.reduce((sum, item) => sum + charactersOf(item), 0)
    const { waitingCharacters, waitingItems } = this.#settings
    if (characters <= waitingCharacters && this.#waiting.length + added.length <= waitingItems) return
    const seconds = Math.max(1, Math.ceil(this.#waitingCharacters / this.#charactersPerMs / 1_000))
    throw new AppError('OVERLOADED', { seconds })
  }

  #entryFor(item: ScoreItem, key: string): Entry {
    const known = this.#inFlight.get(key)
    if (known) return known
    let settle!: Entry['settle']
    const score = new Promise<Score>((resolve, reject) => {
      settle = { resolve, reject }
    })
    // Requests may all have gone when it fails; then nobody is there to hear of it.
    score.catch(() => {})
    const entry: Entry = { key, item, characters: charactersOf(item), wanted: 0, score, settle }
    this.#inFlight.set(key, entry)
    this.#waiting.push(entry)
    this.#waitingCharacters += entry.characters
    return entry
  }

  async #untilAborted(
    scores: readonly (Score | Promise<Score>)[],
    entries: ReadonlySet<Entry>,
    signal: AbortSignal | undefined,
  ): Promise<Score[]> {
    if (!signal) return Promise.all(scores)
    let onAbort = () => {}
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => {
        for (const entry of entries) entry.wanted--
        reject(signal.reason)
      }
      signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([Promise.all(scores), aborted])
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  #dispatch(): void {
    while (this.#running < batchesAtOnce && this.#waiting.length > 0) {
      const batch = this.#takeBatch()
      if (batch.length > 0) void this.#run(batch)
    }
    if (this.#inFlight.size > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  #takeBatch(): Entry[] {
    const { batchCharacters, batchItems } = this.#settings
    const batch: Entry[] = []
    let characters = 0
    let taken = 0
    for (const entry of this.#waiting) {
      const isFull = batch.length >= batchItems || characters + entry.characters > batchCharacters
      if (isFull && batch.length > 0) break
      taken++
      this.#waitingCharacters -= entry.characters
      if (entry.wanted === 0) {
        this.#inFlight.delete(entry.key)
        continue
      }
      batch.push(entry)
      characters += entry.characters
    }
    this.#waiting = this.#waiting.slice(taken)
    return batch
  }

  async #run(batch: readonly Entry[]): Promise<void> {
    this.#running++
    const startedAt = performance.now()
    try {
      const { rewards, isTruncated, tokens } = await this.#compute(batch.map(({ item }) => item))
      for (const [at, entry] of batch.entries()) {
        const score = { reward: rewards[at]!, isTruncated: isTruncated[at]!, tokens: tokens[at]! }
        if (Number.isFinite(score.reward)) this.#remembered.set(entry.key, score)
        entry.settle.resolve(score)
      }
      this.#learnSpeed(batch, performance.now() - startedAt)
    } catch (error) {
      for (const entry of batch) entry.settle.reject(error)
    } finally {
      for (const { key } of batch) this.#inFlight.delete(key)
      this.#running--
      this.#dispatch()
    }
  }

  /** A running mean over the last ten batches or so. */
  #learnSpeed(batch: readonly Entry[], milliseconds: number): void {
    const characters = batch.reduce((sum, entry) => sum + entry.characters, 0)
    this.#charactersPerMs += 0.1 * (characters / Math.max(milliseconds, 0.1) - this.#charactersPerMs)
  }
}
