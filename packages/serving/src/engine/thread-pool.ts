import type { ScoreItem } from '../model/reward-scorer.types.ts'
import type { Layout } from './layout.ts'
import { LivingThread } from './living-thread.ts'
import type { BatchScores, ThreadSettings } from './thread-messages.ts'

/** Several threads with the same model; a batch goes to the one with the least to do. */
export class ThreadPool {
  readonly layout: Layout
  readonly #lanes: readonly LivingThread[]

  static async open(settings: ThreadSettings, layout: Layout): Promise<ThreadPool> {
    const { sessions, threads } = layout
    // The first says whether the files are any good.
    const first = await LivingThread.open({ ...settings, threads })
    const others = Array.from({ length: sessions - 1 }, () => LivingThread.open({ ...settings, threads }))
    return new ThreadPool(layout, [first, ...(await Promise.all(others))])
  }

  private constructor(layout: Layout, lanes: readonly LivingThread[]) {
    this.layout = layout
    this.#lanes = lanes
  }

  get modelHash(): string {
    return this.#lanes[0]!.modelHash
  }

  /** The seed of the model's training. */
  get seed(): number {
    return this.#lanes[0]!.seed
  }

  score(items: readonly ScoreItem[]): Promise<BatchScores> {
    return this.#lanes.reduce((least, lane) => (lane.underWay < least.underWay ? lane : least)).score(items)
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()))
  }
}
