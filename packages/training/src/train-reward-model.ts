import { artefactFiles } from '@plackett/models'
import { requireArtefactPlace, writeArtefact } from './artefact/write-artefact.ts'
import { trainInThread } from './train-in-thread.ts'
import type { TrainedRewardModel, TrainRewardModelInput } from './train-reward-model.types.ts'

/**
 * Trains a reward model and writes it to `outDir`. Throws DATASET_EMPTY where no ranking prefers anything,
 * TRAINING_DIVERGED, INVALID_INPUT where `outDir` holds something else, or the signal's reason; `outDir` is then as it was.
 */
export async function trainRewardModel(input: TrainRewardModelInput): Promise<TrainedRewardModel> {
  const startedAt = performance.now()
  await requireArtefactPlace(input.outDir)
  const { files, modelHash, report, steps } = await trainInThread(input)
  const seconds = (performance.now() - startedAt) / 1_000
  const trained: TrainedRewardModel = { report, modelHash, seconds, steps }
  const reportBytes = new TextEncoder().encode(`${JSON.stringify(trained, null, 2)}\n`)
  input.signal?.throwIfAborted()
  await writeArtefact(input.outDir, { ...files, [artefactFiles.report]: reportBytes })
  return trained
}
