import { AppError } from '@plackett/contracts'
import type { ScoreItem, ScoreOptions } from '../model/reward-scorer.types.ts'
import { charactersOf, contentKey } from './content-key.ts'
import { RecentResults } from './recent-results.ts'
import type { BatchScores } from './thread-messages.ts'

export interface QueueSettings {
  /** A batch is closed at this many UTF-16 units or items, or at about so many milliseconds of work, whatever comes first. */
  batchCharacters: number
  batchItems: number
  batchMs: number
  /** Milliseconds that a batch which is not full waits for company while nothing else is computed. */
  companyMs: number
  /** What may wait, as items and as milliseconds of work; a request beyond it is refused, unless nothing waits at all. */
  waitingItems: number
  waitingMs: number
  /** Batches under way at once. */
  batchesAtOnce: number
  /** Rewards that are remembered. */
  rememberedItems: number
}

const queueDefaults: QueueSettings = {
  batchCharacters: 250_000,
  batchItems: 256,
  batchMs: 250,
  companyMs: 0,
  waitingItems: 20_000,
  waitingMs: 5_000,
  // While one batch is computed the next is in the thread's mailbox already, so that the thread never waits for us.
  batchesAtOnce: 2,
  rememberedItems: 100_000,
}

export interface Score {
  reward: number
  isTruncated: boolean
  tokens: number
  /** Why the model does not take the prompt; null where it does. */
  problem: string | null
}

/** An item that waits or is being computed, and how many requests want it. */
interface Entry {
  key: string
  item: ScoreItem
  characters: number
  wanted: number
  isBulk: boolean
  askedAt: number
  score: Promise<Score>
  settle: { resolve(score: Score): void; reject(error: unknown): void }
}

/** From a batch of so many texts the speed is learnt. */
const tellingItems = 8

/** Of so many batches one begins with bulk, so that people who ask all the time do not keep it from ending. */
const bulkTurn = 8

/**
 * Makes batches of what many requests ask: the more waits, the larger they are, so no time need be spent waiting for
 * company. Equal items in flight are computed once, recent ones not at all, and those that nobody wants any more never.
 * Bulk comes after everything else.
 */
export class ScoreQueue {
  readonly #settings: QueueSettings
  readonly #compute: (items: readonly ScoreItem[]) => Promise<BatchScores>
  readonly #observe: QueueObserver
  readonly #remembered: RecentResults<Score>
  readonly #inFlight = new Map<string, Entry>()
  #waiting: Record<'soon' | 'bulk', Entry[]> = { soon: [], bulk: [] }
  #waitingCharacters = 0
  #running = 0
  #batches = 0
  #charactersPerMs: number | null = null
  #company: NodeJS.Timeout | null = null
  #idle: (() => void)[] = []

  constructor(
    compute: (items: readonly ScoreItem[]) => Promise<BatchScores>,
    settings: Partial<QueueSettings> = {},
    observe: QueueObserver = {},
  ) {
    this.#compute = compute
    this.#settings = { ...queueDefaults, ...settings }
    this.#observe = observe
    this.#remembered = new RecentResults(this.#settings.rememberedItems)
  }

  /** Items that nobody computes yet. */
  get waitingItems(): number {
    return this.#waiting.soon.length + this.#waiting.bulk.length
  }

  async score(items: readonly ScoreItem[], { signal, isBulk = false }: ScoreOptions = {}): Promise<Score[]> {
    signal?.throwIfAborted()
    const keys = items.map(contentKey)
    this.#requireRoom(items, keys)
    const entries = new Set<Entry>()
    let known = 0
    const scores = items.map((item, at) => {
      const remembered = this.#remembered.get(keys[at]!)
      if (remembered) {
        known++
        return remembered
      }
      const entry = this.#entryFor(item, keys[at]!, isBulk)
      entries.add(entry)
      return entry.score
    })
    const added = this.#want(entries)
    this.#observe.onAsked?.({ items: items.length, remembered: known, shared: items.length - known - added })
    this.#dispatch()
    return this.#untilAborted(scores, entries, signal)
  }

  /** Resolves when nothing waits and nothing is computed. */
  async drained(): Promise<void> {
    if (this.#inFlight.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #requireRoom(items: readonly ScoreItem[], keys: readonly string[]): void {
    if (this.waitingItems === 0) return
    const isNew = (key: string) => !this.#inFlight.has(key) && this.#remembered.get(key) === undefined
    const added = items.filter((_, at) => isNew(keys[at]!))
    if (added.length === 0) return
    const characters = this.#waitingCharacters + added.reduce((sum, item) => sum + charactersOf(item), 0)
    const { waitingMs, waitingItems } = this.#settings
    const isWithinTime = this.#charactersPerMs === null || characters / this.#charactersPerMs <= waitingMs
    if (isWithinTime && this.waitingItems + added.length <= waitingItems) return
    const seconds = Math.max(1, Math.ceil(this.#waitingCharacters / (this.#charactersPerMs ?? 1) / 1_000))
    throw new AppError('OVERLOADED', { seconds })
  }

  /** Wants what is asked for; how many of it nobody else wanted. */
  #want(entries: ReadonlySet<Entry>): number {
    let added = 0
    for (const entry of entries) if (entry.wanted++ === 0) added++
    return added
  }

  #entryFor(item: ScoreItem, key: string, isBulk: boolean): Entry {
    const known = this.#inFlight.get(key)
    if (known) {
      if (known.isBulk && !isBulk) this.#hasten(known)
      return known
    }
    let settle!: Entry['settle']
    const score = new Promise<Score>((resolve, reject) => {
      settle = { resolve, reject }
    })
    // Requests may all have gone when it fails; then nobody is there to hear of it.
    score.catch(() => {})
    const askedAt = performance.now()
    const entry: Entry = { key, item, characters: charactersOf(item), wanted: 0, isBulk, askedAt, score, settle }
    this.#inFlight.set(key, entry)
    this.#waiting[isBulk ? 'bulk' : 'soon'].push(entry)
    this.#waitingCharacters += entry.characters
    return entry
  }

  /** What bulk waits for and somebody else wants sooner. */
  #hasten(entry: Entry): void {
    const at = this.#waiting.bulk.indexOf(entry)
    if (at < 0) return
    this.#waiting.bulk.splice(at, 1)
    entry.isBulk = false
    this.#waiting.soon.push(entry)
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
    while (this.#running < this.#settings.batchesAtOnce && this.waitingItems > 0) {
      if (this.#waitsForCompany()) return
      const batch = this.#takeBatch()
      if (batch.length > 0) void this.#run(batch)
    }
    if (this.#inFlight.size > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Whether there is time to see if more comes; while something is computed, it comes anyway. */
  #waitsForCompany(): boolean {
    const { companyMs, batchItems } = this.#settings
    if (companyMs === 0 || this.#running > 0 || this.waitingItems >= batchItems) return false
    const oldest = this.#waiting.soon[0] ?? this.#waiting.bulk[0]!
    const left = companyMs - (performance.now() - oldest.askedAt)
    if (left <= 0) return false
    this.#company ??= setTimeout(() => {
      this.#company = null
      this.#dispatch()
    }, left)
    return true
  }

  #takeBatch(): Entry[] {
    const batch: Entry[] = []
    const isBulkFirst = ++this.#batches % bulkTurn === 0
    for (const lane of isBulkFirst ? (['bulk', 'soon'] as const) : (['soon', 'bulk'] as const)) this.#take(lane, batch)
    return batch
  }

  #take(lane: 'soon' | 'bulk', batch: Entry[]): void {
    const { batchItems } = this.#settings
    const limit = this.#batchLimit()
    let characters = batch.reduce((sum, entry) => sum + entry.characters, 0)
    let taken = 0
    for (const entry of this.#waiting[lane]) {
      const isFull = batch.length >= batchItems || characters + entry.characters > limit
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
    this.#waiting[lane] = this.#waiting[lane].slice(taken)
  }

  #batchLimit(): number {
    const { batchCharacters, batchMs } = this.#settings
    return this.#charactersPerMs === null ? batchCharacters : Math.min(batchCharacters, this.#charactersPerMs * batchMs)
  }

  async #run(batch: readonly Entry[]): Promise<void> {
    this.#running++
    const startedAt = performance.now()
    try {
      const computed = await this.#compute(batch.map(({ item }) => item))
      const { rewards, isTruncated, tokens, problems } = computed
      for (const [at, entry] of batch.entries()) {
        const problem = problems?.[at] ?? null
        const score = { reward: rewards[at]!, isTruncated: isTruncated[at]!, tokens: tokens[at]!, problem }
        if (Number.isFinite(score.reward)) this.#remembered.set(entry.key, score)
        entry.settle.resolve(score)
      }
      this.#learnSpeed(batch, performance.now() - startedAt)
      const waitedMs = batch.map(({ askedAt }) => startedAt - askedAt)
      this.#observe.onBatch?.({ waitedMs, ms: performance.now() - startedAt, tokens, slots: computed.slots })
    } catch (error) {
      for (const entry of batch) entry.settle.reject(error)
    } finally {
      for (const { key } of batch) this.#inFlight.delete(key)
      this.#running--
      this.#dispatch()
    }
  }

  /**
   * What all threads do together, as a running mean over the last ten batches or so. A few texts tell more of what a batch
   * costs in itself; a faster batch than usual is believed at once, because what held the others up was something else.
   */
  #learnSpeed(batch: readonly Entry[], milliseconds: number): void {
    if (batch.length < tellingItems) return
    const characters = batch.reduce((sum, entry) => sum + entry.characters, 0)
    const speed = (characters * this.#running) / Math.max(milliseconds, 0.1)
    const before = this.#charactersPerMs ?? speed
    this.#charactersPerMs = Math.max(speed, before + 0.1 * (speed - before))
  }
}

/** Is told what the queue does, for metrics. */
export interface QueueObserver {
  /** Of what was asked: how much was remembered, and how much somebody else had asked for already. */
  onAsked?(asked: { items: number; remembered: number; shared: number }): void
  /** `waitedMs` per item; `slots` are the tokens of the tensors, padding included. */
  onBatch?(batch: { waitedMs: number[]; ms: number; tokens: number[]; slots: number }): void
}
