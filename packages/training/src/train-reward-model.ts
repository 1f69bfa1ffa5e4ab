import { artefactFiles, isTransformerConfig, type ModelFiles, type RewardModelConfig } from '@plackett/models'
import { modelCard } from './artefact/model-card.ts'
import { requireArtefactPlace, writeArtefact } from './artefact/write-artefact.ts'
import { besideOf } from './report/beside-of.ts'
import { trainInThread } from './train-in-thread.ts'
import type { TrainedRewardModel, TrainRewardModelInput } from './train-reward-model.types.ts'

/**
 * Trains a reward model and writes it to `outDir`. Throws DATASET_EMPTY where no ranking prefers anything,
 * BACKBONE_NOT_FOUND, MODEL_FILE_INVALID for a damaged backbone, TRAINING_DIVERGED, TRAINING_OUT_OF_MEMORY, INVALID_INPUT where
 * `outDir` holds something else, or the signal's reason; `outDir` is then as it was.
 */
export async function trainRewardModel(input: TrainRewardModelInput): Promise<TrainedRewardModel> {
  const startedAt = performance.now()
  await requireArtefactPlace(input.outDir)
  const beside = await besideOf(input)
  const { files, heldOutRewards: _, ...outcome } = await trainInThread({ ...input, beside })
  const seconds = (performance.now() - startedAt) / 1_000
  const peakMemory = process.resourceUsage().maxRSS * 1024
  const trained: TrainedRewardModel = { ...outcome, seconds, peakMemory }
  input.signal?.throwIfAborted()
  await writeArtefact(input.outDir, { ...files, ...aboutModel(input, files, trained) })
  return trained
}

/** The files that are about a model: its report and its card. */
function aboutModel(
  { train, heldOut, config }: TrainRewardModelInput,
  files: ModelFiles,
  trained: TrainedRewardModel,
): Record<string, Uint8Array> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const described = JSON.parse(new TextDecoder().decode(files[artefactFiles.config])) as RewardModelConfig
  const network = isTransformerConfig(described) ? { network: described } : {}
  const counts = { train: train.length, heldOut: heldOut.length }
  return {
    [artefactFiles.report]: bytes(`${JSON.stringify(trained, null, 2)}\n`),
    [artefactFiles.card]: bytes(modelCard({ trained, config, counts, ...network })),
  }
}
