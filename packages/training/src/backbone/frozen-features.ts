import {
  type Architecture,
  buildScoreGraph,
  type Pooling,
  type ScoringBatch,
  type TextSettings,
  transformerFeatures,
} from '@plackett/models'
import { type Tensor, tensorFrom, tensorOf } from '@plackett/onnx'
import { GraphSession, tensorsOf } from '../run/session.ts'
import type { ReadListener, ReadTexts, Tensors } from './backbone.ts'

interface FrozenSettings {
  readonly architecture: Architecture
  readonly pooling: Pooling
  readonly weights: ReadonlyMap<string, Tensor>
  readonly text: TextSettings
  readonly threads: number
}

/** Rows of features scored at a time. */
const rowsAtOnce = 1_024

/** What a frozen network makes of texts, computed once: training then sees features in place of tokens. */
export async function frozenFeatures(
  tokens: ReadTexts,
  settings: FrozenSettings,
  onRead: ReadListener,
): Promise<ReadTexts> {
  const features = await computeFeatures(tokens, settings, onRead)
  const { hiddenSize } = settings.architecture
  const unpadded = settings.text.padTokenId === 0 ? 1 : 0
  const inputsOf = (rows: readonly number[]): Tensors => {
    const data = new Float32Array(rows.length * hiddenSize)
    for (const [at, row] of rows.entries())
      data.set(features.subarray(row * hiddenSize, (row + 1) * hiddenSize), at * hiddenSize)
    const dims = [rows.length, 1]
    return {
      features: tensorOf('float32', [...dims, hiddenSize], data),
      input_ids: tensorFrom(
        'int64',
        dims,
        rows.map(() => unpadded),
      ),
      attention_mask: tensorFrom(
        'int64',
        dims,
        rows.map(() => 1),
      ),
    }
  }
  const featureBatches = (rows: readonly number[]): ScoringBatch[] => {
    const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) => at * rowsAtOnce)
    return starts.map((start) => {
      const some = rows.slice(start, start + rowsAtOnce)
      return { at: some.map((_, at) => start + at), inputs: inputsOf(some) }
    })
  }
  return {
    ...tokens,
    inputsOf,
    scoringBatches: (rows, network) => {
      return network === 'whole' ? tokens.scoringBatches(rows, network) : featureBatches(rows)
    },
  }
}

async function computeFeatures(
  tokens: ReadTexts,
  { architecture, pooling, weights, threads }: FrozenSettings,
  onRead: ReadListener,
): Promise<Float32Array> {
  const { hiddenSize } = architecture
  const count = tokens.lengths.length
  const features = new Float32Array(count * hiddenSize)
  if (count === 0) return features
  const graph = buildScoreGraph({ backbone: transformerFeatures(architecture, pooling), parameters: weights })
  const session = await GraphSession.open(graph, threads)
  const batches = tokens.scoringBatches([...tokens.lengths.keys()], 'whole')
  for (const [done, { at, inputs }] of batches.entries()) {
    onRead(done / batches.length)
    const { data } = (await session.run(tensorsOf(inputs))).rewards!
    for (const [row, place] of at.entries())
      features.set((data as Float32Array).subarray(row * hiddenSize, (row + 1) * hiddenSize), place * hiddenSize)
  }
  await session.release()
  return features
}
