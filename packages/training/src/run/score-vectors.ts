import { type NgramVector, scoringBatches } from '@plackett/models'
import { InferenceSession } from 'onnxruntime-node'
import type { Stop } from './run-training.ts'
import { sessionOptions, tensorsOf } from './session.ts'

/** The rewards that a score graph gives, one per vector. */
export async function scoreVectors(
  graph: Uint8Array,
  vectors: readonly NgramVector[],
  signal?: Stop,
): Promise<Float64Array> {
  const session = await InferenceSession.create(graph, sessionOptions)
  const rewards = new Float64Array(vectors.length)
  for (const { at, inputs } of scoringBatches(vectors)) {
    signal?.throwIfAborted()
    const results = await session.run(tensorsOf(inputs))
    for (const [row, index] of at.entries()) rewards[index] = results.rewards!.data[row] as number
  }
  await session.release()
  return rewards
}
