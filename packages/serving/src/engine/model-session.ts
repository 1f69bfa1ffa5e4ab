import { AppError } from '@plackett/contracts'
import { artefactFiles, type OpenedModelFiles, openModelFiles, type ScoringBatch } from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import type { BatchScores, ThreadSettings } from './thread-messages.ts'

/** One thread unless asked for more; how many there are changes no bit of a reward. */
const sessionOptions = (threads = 1): InferenceSession.SessionOptions => ({
  executionProviders: ['cpu'],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionMode: 'sequential',
})

/** A model's files, checked and loaded, from text to reward. */
export class ModelSession {
  readonly opened: OpenedModelFiles
  readonly #session: InferenceSession

  /** MODEL_FILE_INVALID where a file is not what it should be, or the graph does not take what texts become. */
  static async open({ place, files, threads }: ThreadSettings): Promise<ModelSession> {
    const opened = await openModelFiles(place, files)
    try {
      const session = new ModelSession(
        opened,
        await InferenceSession.create(files[artefactFiles.model]!, sessionOptions(threads)),
      )
      // Asked for once: a graph of other sizes or names fails here and not later.
      await session.#rewards(opened.reader.probe(), 1)
      return session
    } catch (error) {
      const problem = `${artefactFiles.model}: ${error instanceof Error ? error.message : String(error)}`
      throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause: error })
    }
  }

  private constructor(opened: OpenedModelFiles, session: InferenceSession) {
    this.opened = opened
    this.#session = session
  }

  async score(items: readonly ScoreItem[]): Promise<BatchScores> {
    const { batches, ...read } = await this.opened.reader.read(items)
    return { ...read, rewards: await this.#rewards(batches, items.length) }
  }

  async #rewards(batches: readonly ScoringBatch[], count: number): Promise<Float64Array> {
    const rewards = new Float64Array(count)
    for (const batch of batches) {
      const results = await this.#session.run(feedsOf(batch))
      for (const [row, at] of batch.at.entries()) rewards[at] = results.rewards!.data[row] as number
    }
    return rewards
  }
}

function feedsOf({ inputs }: ScoringBatch): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { type, dims, data }]) => [
      name,
      new Tensor(type as 'float32', data as Float32Array, dims),
    ]),
  )
}
