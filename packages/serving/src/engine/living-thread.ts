import { AppError } from '@plackett/contracts'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import { ScoreThread } from './score-thread.ts'
import type { BatchScores, ThreadSettings } from './thread-messages.ts'

/** A thread with a model; one that died (its memory ran out, say) is replaced when the next batch is due. */
export class LivingThread {
  readonly #settings: ThreadSettings
  #thread: Promise<ScoreThread>
  #isClosed = false
  #underWay = 0

  static async open(settings: ThreadSettings): Promise<LivingThread> {
    return new LivingThread(settings, await ScoreThread.open(settings))
  }

  readonly modelHash: string
  readonly seed: number

  private constructor(settings: ThreadSettings, thread: ScoreThread) {
    this.#settings = settings
    this.#thread = Promise.resolve(thread)
    this.modelHash = thread.modelHash
    this.seed = thread.seed
  }

  /** Batches that it has and has not answered. */
  get underWay(): number {
    return this.#underWay
  }

  async score(items: readonly ScoreItem[]): Promise<BatchScores> {
    this.#underWay++
    try {
      return await (await this.#living()).score(items)
    } finally {
      this.#underWay--
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await (await this.#thread).close()
  }

  async #living(): Promise<ScoreThread> {
    const present = this.#thread
    const thread = await present
    if (thread.isAlive) return thread
    if (this.#isClosed) throw new AppError('INTERNAL', {}, { cause: new Error('The model is closed.') })
    // Of two batches that find it dead, the first replaces it.
    if (this.#thread === present) this.#thread = this.#reopened(present)
    return this.#thread
  }

  async #reopened(dead: Promise<ScoreThread>): Promise<ScoreThread> {
    try {
      return await ScoreThread.open(this.#settings)
    } catch (error) {
      this.#thread = dead
      throw error
    }
  }
}
