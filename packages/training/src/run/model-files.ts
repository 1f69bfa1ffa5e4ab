import { AppError, type RewardTrainingConfig } from '@plackett/contracts'
import {
  artefactFiles,
  artefactFormat,
  encodeNgramFeatures,
  hashOf,
  type ModelFiles,
  type NgramFeatures,
  type NgramVector,
  type RewardModelConfig,
} from '@plackett/models'
import { momentsOf } from '../report/moments.ts'
import type { Recipe } from './recipe.ts'
import { scoreVectors } from './score-vectors.ts'
import type { Trainer } from './trainer.ts'

export interface ModelFilesInput {
  trainer: Trainer
  features: NgramFeatures
  recipe: Recipe
  config: RewardTrainingConfig & { epochs: number }
  /** The training completions. */
  vectors: readonly NgramVector[]
  isBlank: readonly boolean[]
}

/** The trained model as files, its rewards shifted so that their mean over the training completions is 0. */
export async function modelFiles(input: ModelFilesInput): Promise<ModelFiles> {
  const { trainer, features, recipe, config } = input
  const rewards = await scoreVectors(trainer.scoreGraph(), input.vectors)
  const { mean, deviation } = momentsOf([...rewards].filter((_, text) => !input.isBlank[text]))
  if (!Number.isFinite(mean + deviation)) throw new AppError('TRAINING_DIVERGED', { loss: 'NaN', step: trainer.steps })
  const model = trainer.scoreGraph(mean)
  const featureBytes = encodeNgramFeatures(features)
  const described: RewardModelConfig = {
    format: artefactFormat,
    backbone: config.backbone,
    objective: config.objective,
    seed: config.seed,
    epochs: config.epochs,
    learningRate: recipe.learningRate,
    batchSize: recipe.batchSize,
    offset: mean,
    scale: deviation,
    files: { [artefactFiles.features]: hashOf(featureBytes), [artefactFiles.model]: hashOf(model) },
  }
  return {
    [artefactFiles.config]: new TextEncoder().encode(`${JSON.stringify(described, null, 2)}\n`),
    [artefactFiles.features]: featureBytes,
    [artefactFiles.model]: model,
  }
}
