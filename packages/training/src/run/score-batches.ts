import type { ScoringBatch } from '@plackett/models'
import { GraphSession, tensorsOf } from './session.ts'

export interface ScoreBatchesSettings {
  graph: Uint8Array
  /** How many places the batches stand for. */
  count: number
  threads: number
  beforeEach(): void
}

/** The rewards that a score graph gives, by place. */
export async function scoreBatches(
  batches: readonly ScoringBatch[],
  { graph, count, threads, beforeEach }: ScoreBatchesSettings,
): Promise<Float64Array> {
  const session = await GraphSession.open(graph, threads)
  const rewards = new Float64Array(count)
  for (const { at, inputs } of batches) {
    beforeEach()
    const results = await session.run(tensorsOf(inputs))
    for (const [row, index] of at.entries()) rewards[index] = results.rewards!.data[row] as number
  }
  await session.release()
  return rewards
}
