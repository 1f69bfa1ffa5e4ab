import { AppError } from '@plackett/contracts'
import {
  artefactFiles,
  ExampleReader,
  type OpenedModelFiles,
  openModelFiles,
  type ScoringBatch,
  scoringBatches,
  tableRows,
  vectorOf,
} from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import type { BatchScores, ThreadSettings } from './thread-messages.ts'

/** One thread unless asked for more, as in training: then a reward is the same to the bit wherever it is computed. */
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

  /** MODEL_FILE_INVALID where a file is not what it should be, or the graph does not take our features. */
  static async open({ place, files, threads }: ThreadSettings): Promise<ModelSession> {
    const opened = openModelFiles(place, files)
    try {
      const session = new ModelSession(
        opened,
        await InferenceSession.create(files['model.onnx'], sessionOptions(threads)),
      )
      await session.#tryOut()
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
    const reader = new ExampleReader()
    const examples = items.map(({ prompt, completion }) => reader.read(prompt, completion))
    const vectors = examples.map((example) => vectorOf(this.opened.features, example))
    const batches = scoringBatches(vectors)
    return {
      rewards: await this.#rewards(batches, vectors.length),
      isTruncated: examples.map(({ isTruncated }) => isTruncated),
      tokens: vectors.map(({ ids }) => ids.length),
      slots: batches.reduce((sum, { inputs }) => sum + inputs.ngram_ids!.data.length, 0),
    }
  }

  async #rewards(batches: readonly ScoringBatch[], count: number): Promise<Float64Array> {
    const rewards = new Float64Array(count)
    for (const batch of batches) {
      const results = await this.#session.run(feedsOf(batch))
      for (const [row, at] of batch.at.entries()) rewards[at] = results.rewards!.data[row] as number
    }
    return rewards
  }

  /** The last row of the weight table, asked for once: a graph of other sizes or names fails here and not later. */
  async #tryOut(): Promise<void> {
    const { features } = this.opened
    const ids = BigInt64Array.of(BigInt(tableRows(features) - 1))
    const surface = new Float32Array(features.surface.length)
    await this.#rewards(scoringBatches([{ ids, values: Float32Array.of(0), surface }]), 1)
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
