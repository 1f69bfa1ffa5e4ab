import { AppError, type RewardTrainingConfig } from '@plackett/contracts'
import { artefactFiles, artefactFormat, hashOf, type ModelFiles, type RewardModelConfig } from '@plackett/models'
import type { Backbone, ReadTexts } from '../backbone/backbone.ts'
import { momentsOf } from '../report/moments.ts'
import type { Plan } from './plan.ts'
import { scoreBatches } from './score-batches.ts'
import type { Trainer } from './trainer.ts'

export interface ModelFilesInput {
  backbone: Backbone
  trainer: Trainer
  config: RewardTrainingConfig
  plan: Plan
  /** The training texts, and which of them are blank. */
  texts: ReadTexts
  isBlank: readonly boolean[]
  temperature: number
  beforeEach(): void
}

/** Texts from which the mean reward is taken at most. */
const mostTexts = 4_096

/** The trained model as files, its rewards shifted so that their mean over the training completions is 0. */
export async function modelFiles(input: ModelFilesInput): Promise<ModelFiles> {
  const { backbone, trainer, config, plan } = input
  const { mean, deviation } = momentsOf(await rewardsOfSome(input))
  if (!Number.isFinite(mean + deviation)) throw new AppError('TRAINING_DIVERGED', { loss: 'NaN', step: trainer.steps })
  const model = backbone.scoreGraph(trainer.trained, mean)
  const { files, network, name } = backbone.artefact
  const hashes = Object.entries({ ...files, [artefactFiles.model]: model }).map(([file, bytes]) => [
    file,
    hashOf(bytes),
  ])
  const described = {
    format: artefactFormat,
    backbone: name,
    objective: config.objective,
    seed: config.seed,
    epochs: plan.epochs,
    learningRate: backbone.recipe(plan.choice).learningRate,
    batchSize: backbone.batching.batchSize,
    offset: mean,
    scale: deviation,
    ...(network && { ...network, temperature: input.temperature }),
    files: Object.fromEntries(hashes),
  } as RewardModelConfig
  return {
    [artefactFiles.config]: new TextEncoder().encode(`${JSON.stringify(described, null, 2)}\n`),
    ...files,
    [artefactFiles.model]: model,
  }
}

/** Rewards of the training texts, or of as many as tell the mean, spread over all of them. */
async function rewardsOfSome({ backbone, trainer, texts, isBlank, beforeEach }: ModelFilesInput): Promise<number[]> {
  const rows = [...texts.lengths.keys()]
  const every = Math.ceil(rows.length / mostTexts)
  const some = backbone.artefact.network ? rows.filter((row) => row % every === 0) : rows
  const graph = backbone.scoreGraph(trainer.trained, 0)
  const settings = { graph, count: some.length, threads: backbone.threads, beforeEach }
  const rewards = await scoreBatches(texts.scoringBatches(some, 'whole'), settings)
  return some.flatMap((row, at) => (isBlank[row] ? [] : [rewards[at]!]))
}
