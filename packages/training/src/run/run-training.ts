import { AppError, type RankingRecord, type RewardReport, type RewardTrainingConfig } from '@plackett/contracts'
import {
  fitNgramFeatures,
  type ModelFiles,
  modelHashOf,
  type NgramFeatures,
  type NgramVector,
  vectorOf,
} from '@plackett/models'
import { rewardReport } from '../report/reward-report.ts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import { CheckpointFile } from './checkpoint.ts'
import { Course } from './course.ts'
import { epochsToTrain, isFoldDone, mostEpochs } from './epochs-to-train.ts'
import { fingerprintOf } from './fingerprint.ts'
import { foldsOf } from './folds.ts'
import { judge } from './judge.ts'
import { MetricLog } from './metric-log.ts'
import { modelFiles } from './model-files.ts'
import { type RankedRow, type RankedTexts, readRankedTexts, saysSomething } from './ranked-texts.ts'
import { recipeFor } from './recipe.ts'
import { scoreVectors } from './score-vectors.ts'
import { Trainer } from './trainer.ts'

export interface RunInput {
  train: readonly RankingRecord[]
  heldOut: readonly RankingRecord[]
  config: RewardTrainingConfig
  checkpointDir?: string
  checkpointEvery?: number
}

export interface RunListener {
  onStage(stage: TrainingStage): void
  onProgress(progress: TrainingProgress): void
}

export interface RunOutcome {
  files: ModelFiles
  modelHash: string
  report: RewardReport
  steps: number
}

/** The texts of one side as the backbone takes them. */
interface Side extends Pick<RankedTexts, 'rankings' | 'isBlank'> {
  vectors: readonly NgramVector[]
}

/** A whole run, in the thread that it has for itself: texts to vectors, how long to train, training, report. */
export async function runTraining(input: RunInput, listener: RunListener): Promise<RunOutcome> {
  const { features, train, heldOut } = readSides(input, listener)
  const recipe = recipeFor(input.config, features)
  const checkpoints = input.checkpointDir
    ? new CheckpointFile(input.checkpointDir, fingerprintOf(input.train, input.config))
    : null
  const trainer = await Trainer.start(recipe, train.vectors)
  const { batchSize } = recipe
  const course = new Course({ ...input, trainer, batchSize, seed: input.config.seed, checkpoints })

  const rankings = train.rankings.filter(saysSomething)
  const epochs =
    input.config.epochs ?? (await chooseEpochs({ course, trainer, train, rankings, listener }, input.config))
  await fitAll({ course, trainer, train, rankings, listener }, { epochs, batchSize, heldOut })

  listener.onStage({ name: 'reporting', share: 0 })
  const files = await modelFiles({ trainer, features, recipe, config: { ...input.config, epochs }, ...train })
  const report = await reportOn(files, heldOut, input.heldOut)
  const { steps } = trainer
  await trainer.release()
  checkpoints?.remove()
  return { files, modelHash: modelHashOf(files), report, steps }
}

function readSides(input: RunInput, listener: RunListener): { features: NgramFeatures; train: Side; heldOut: Side } {
  if (!input.train.some(saysSomething)) throw new AppError('DATASET_EMPTY', { purpose: 'learn from' })
  const total = input.train.length + input.heldOut.length
  const trainShare = input.train.length / total
  const onShare = (share: number) => listener.onStage({ name: 'reading', share })
  const train = readRankedTexts(input.train, (share) => onShare(share * trainShare))
  const features = fitNgramFeatures(train.examples)
  const heldOut = readRankedTexts(input.heldOut, (share) => onShare(trainShare + share * (1 - trainShare)))
  const sideOf = ({ examples, ...rest }: RankedTexts): Side => ({
    ...rest,
    vectors: examples.map((example) => vectorOf(features, example)),
  })
  return { features, train: sideOf(train), heldOut: sideOf(heldOut) }
}

interface Running {
  course: Course
  trainer: Trainer
  train: Side
  rankings: readonly RankedRow[]
  listener: RunListener
}

/** How long to train, from how long it helps on groups that are kept from training meanwhile. */
async function chooseEpochs(
  { course, trainer, train, rankings, listener }: Running,
  { seed }: RewardTrainingConfig,
): Promise<number> {
  const folds = foldsOf(rankings, seed)
  for (const [fold, { fit, validation }] of folds.entries()) {
    await course.run({
      fold,
      rankings: fit,
      isDone: ({ losses }) => isFoldDone(losses[fold]!),
      afterEpoch: async ({ losses, epoch }) => {
        const { loss } = await judge(trainer.scoreGraph(), train.vectors, validation)
        losses[fold]!.push(loss!)
        listener.onStage({ name: 'choosing', share: (fold + epoch / mostEpochs) / folds.length })
      },
    })
  }
  return epochsToTrain(course.position.losses)
}

interface FitAllSettings {
  epochs: number
  batchSize: number
  heldOut: Side
}

async function fitAll(
  { course, trainer, rankings, listener }: Running,
  { epochs, batchSize, heldOut }: FitAllSettings,
): Promise<void> {
  const stepsPerEpoch = Math.ceil(rankings.length / batchSize)
  const log = new MetricLog({ epochs, stepsPerEpoch, onProgress: listener.onProgress })
  listener.onStage({ name: 'training', share: 0 })
  await course.run({
    fold: null,
    rankings,
    isDone: ({ epoch }) => epoch >= epochs,
    afterStep: (loss, { steps }) => log.addStep(steps, loss),
    afterEpoch: async ({ epoch, steps }) => {
      log.addEpoch(steps, await judge(trainer.scoreGraph(), heldOut.vectors, heldOut.rankings))
      listener.onStage({ name: 'training', share: epoch / epochs })
    },
  })
}

async function reportOn(files: ModelFiles, side: Side, records: readonly RankingRecord[]): Promise<RewardReport> {
  const rewards = await scoreVectors(files['model.onnx'], side.vectors)
  const known = side.rankings.map(({ texts }) => texts.map((text) => (side.isBlank[text] ? null : rewards[text]!)))
  return rewardReport(records, known)
}
