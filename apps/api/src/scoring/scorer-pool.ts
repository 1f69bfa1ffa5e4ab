import { join } from 'node:path'
import type { ScoredModel, Scorers } from '@plackett/core'
import { type OpenedRewardModel, openRewardModel, type RewardScorer, type ServingMetrics } from '@plackett/serving'
import type { Storage } from '@plackett/storage'

export interface ScorerPoolOptions {
  storage: Storage
  /** Where artefacts are put to be opened. */
  cacheDirectory: string
  /** Models kept open; the one longest unused is closed for another. */
  capacity?: number
  /** Counts what the models do. */
  metrics: ServingMetrics
}

/** A model that is not wanted any more is closed so much later, when whoever had just asked for it has its scores. */
const graceMs = 60_000

/** Opens reward models when they are first asked for, out of storage, and keeps a few of them open. */
export class ScorerPool implements Scorers {
  readonly #options: Required<ScorerPoolOptions>
  /** By reference, the longest unused first. */
  readonly #open = new Map<string, Promise<OpenedRewardModel>>()
  readonly #ready = new Set<string>()
  readonly #retiring = new Set<NodeJS.Timeout>()
  readonly #retired = new Set<Promise<OpenedRewardModel>>()

  constructor(options: ScorerPoolOptions) {
    this.#options = { capacity: 4, ...options }
  }

  async score(model: ScoredModel, items: Parameters<Scorers['score']>[1]) {
    return (await this.scorerOf(model)).score(items)
  }

  /** The open model. Throws ARTEFACT_NOT_FOUND, ARTEFACT_CORRUPT and MODEL_FILE_INVALID. */
  scorerOf(model: ScoredModel): Promise<RewardScorer> {
    const scorer = this.#open.get(model.reference) ?? this.#openModel(model)
    this.#open.delete(model.reference)
    this.#open.set(model.reference, scorer)
    if (this.#open.size > this.#options.capacity) this.#retireOldest()
    return scorer
  }

  /** Whether the model could answer at once. */
  isOpen({ reference }: ScoredModel): boolean {
    return this.#ready.has(reference)
  }

  async close(): Promise<void> {
    for (const timer of this.#retiring) clearTimeout(timer)
    const scorers = [...this.#open.values(), ...this.#retired]
    await Promise.allSettled(scorers.map(async (scorer) => (await scorer).close()))
  }

  #openModel({ reference, artefactHash }: ScoredModel): Promise<OpenedRewardModel> {
    const { storage, cacheDirectory, metrics } = this.#options
    const directory = join(cacheDirectory, artefactHash)
    const open = async () => {
      await storage.fetchDirectory(artefactHash, directory)
      const opened = await openRewardModel(directory, { reference, observe: metrics.observe })
      metrics.watch(reference, () => opened.waitingItems)
      this.#ready.add(reference)
      return opened
    }
    const scorer = open()
    // A model that cannot be opened now is tried again with the next request.
    scorer.catch(() => this.#open.delete(reference))
    return scorer
  }

  #retireOldest(): void {
    const [reference, scorer] = this.#open.entries().next().value!
    this.#open.delete(reference)
    this.#ready.delete(reference)
    this.#retired.add(scorer)
    const timer = setTimeout(async () => {
      this.#retiring.delete(timer)
      this.#retired.delete(scorer)
      await scorer.then((opened) => opened.close()).catch(() => undefined)
    }, graceMs)
    timer.unref()
    this.#retiring.add(timer)
  }
}
