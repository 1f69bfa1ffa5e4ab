import type { ScoredModel } from '@plackett/core'
import type { RewardScorer } from '@plackett/serving'
import type { ScorerPool } from './scorer-pool.ts'

/** Who asks less often than this may wait for a model to open. */
const busyMs = 500

interface Meaning {
  model: ScoredModel
  askedAt: number
}

/**
 * Answers a name that is asked for all the time by the model that it meant before, until the one that it means now is open:
 * a promotion makes nobody wait, and fails nobody where the new model cannot be opened (that is logged, and tried again with
 * each request). Each answer names the version that gave it.
 */
export class WarmSwap {
  readonly #pool: ScorerPool
  readonly #onFailure: (error: unknown, model: ScoredModel) => void
  readonly #meant = new Map<string, Meaning>()

  constructor(pool: ScorerPool, onFailure: (error: unknown, model: ScoredModel) => void) {
    this.#pool = pool
    this.#onFailure = onFailure
  }

  /** `name` is whoever asks with what they ask for; `model` is what it means now. */
  scorerOf(name: string, model: ScoredModel): Promise<RewardScorer> {
    const before = this.#meant.get(name)
    const now = performance.now()
    const isBusy = before !== undefined && now - before.askedAt < busyMs
    const opening = this.#pool.scorerOf(model)
    if (isBusy && before.model.reference !== model.reference && !this.#pool.isOpen(model)) {
      before.askedAt = now
      opening.catch((error: unknown) => this.#onFailure(error, model))
      return this.#pool.scorerOf(before.model)
    }
    if (this.#meant.size >= 1_000) this.#meant.clear()
    this.#meant.set(name, { model, askedAt: now })
    return opening
  }
}
