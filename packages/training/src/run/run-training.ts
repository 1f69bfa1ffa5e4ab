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
import { fingerprintOf } from './fingerprint.ts'
import { foldsOf } from './folds.ts'
import { judge } from './judge.ts'
import { MetricLog } from './metric-log.ts'
import { modelFiles } from './model-files.ts'
import { isTrialDone, mostEpochs, type Plan, planFrom, usualPlan } from './plan.ts'
import { type RankedRow, type RankedTexts, readRankedTexts, saysSomething } from './ranked-texts.ts'
import { ngramPaces, recipeFor } from './recipe.ts'
import { scoreVectors } from './score-vectors.ts'
import { Trainer } from './trainer.ts'

export interface RunInput {
  train: readonly RankingRecord[]
  heldOut: readonly RankingRecord[]
  config: RewardTrainingConfig
  checkpointDir?: string
  checkpointEvery?: number
  /** Asked before each run of a graph: a thread must not be ended while one is under way, which aborts the process. */
  signal?: Stop
}

export type Stop = Pick<AbortSignal, 'throwIfAborted'>

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

/** A whole run, in the thread that it has for itself: texts to vectors, what suits them, training, report. */
export async function runTraining(input: RunInput, listener: RunListener): Promise<RunOutcome> {
  const { config } = input
  const { features, train, heldOut } = readSides(input, listener)
  const checkpoints = input.checkpointDir
    ? new CheckpointFile(input.checkpointDir, fingerprintOf(input.train, config))
    : null
  const { batchSize } = recipeFor(config, features, usualPlan.ngramPace)
  const course = new Course({ ...input, batchSize, seed: config.seed, checkpoints })
  const rankings = train.rankings.filter(saysSomething)
  const startTrainer = (ngramPace: number) => Trainer.start(recipeFor(config, features, ngramPace), train.vectors)
  const running: Running = { course, train, rankings, listener, startTrainer }

  const { ngramPace, epochs } = config.epochs
    ? { ...usualPlan, epochs: config.epochs }
    : await choosePlan(running, config.seed)
  const trainer = await startTrainer(ngramPace)
  await fitAll(running, { trainer, epochs, batchSize, heldOut })

  listener.onStage({ name: 'reporting', share: 0 })
  const recipe = recipeFor(config, features, ngramPace)
  const files = await modelFiles({ trainer, features, recipe, config: { ...config, epochs }, ...train })
  input.signal?.throwIfAborted()
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
  const onShare = (share: number) => {
    input.signal?.throwIfAborted()
    listener.onStage({ name: 'reading', share })
  }
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
  train: Side
  rankings: readonly RankedRow[]
  listener: RunListener
  startTrainer(ngramPace: number): Promise<Trainer>
}

/** How to train, from what helps on groups that are kept from training meanwhile. */
async function choosePlan({ course, train, rankings, listener, startTrainer }: Running, seed: number): Promise<Plan> {
  const folds = foldsOf(rankings, seed)
  if (folds.length === 0) return usualPlan
  const trials = ngramPaces.flatMap((pace) => folds.map((fold) => ({ pace, ...fold })))
  for (const [trial, { pace, fit, validation }] of trials.entries()) {
    const trainer = await startTrainer(pace)
    await course.run({
      trial,
      trainer,
      rankings: fit,
      isDone: ({ losses }) => isTrialDone(losses[trial]!),
      afterEpoch: async ({ losses, epoch }) => {
        const { loss } = await judge({
          graph: trainer.scoreGraph(),
          ...train,
          rankings: validation,
          signal: course.signal,
        })
        losses[trial]!.push(loss!)
        listener.onStage({ name: 'choosing', share: (trial + epoch / mostEpochs) / trials.length })
      },
    })
    await trainer.release()
  }
  return planFrom(course.losses, folds.length)
}

interface FitAllSettings {
  trainer: Trainer
  epochs: number
  batchSize: number
  heldOut: Side
}

async function fitAll(
  { course, rankings, listener }: Running,
  { trainer, epochs, batchSize, heldOut }: FitAllSettings,
): Promise<void> {
  const stepsPerEpoch = Math.ceil(rankings.length / batchSize)
  const log = new MetricLog({ epochs, stepsPerEpoch, onProgress: listener.onProgress })
  listener.onStage({ name: 'training', share: 0 })
  await course.run({
    trial: null,
    trainer,
    rankings,
    isDone: ({ epoch }) => epoch >= epochs,
    afterStep: (loss, { steps }) => log.addStep(steps, loss),
    afterEpoch: async ({ epoch, steps }) => {
      log.addEpoch(steps, await judge({ graph: trainer.scoreGraph(), ...heldOut, signal: course.signal }))
      listener.onStage({ name: 'training', share: epoch / epochs })
    },
  })
}

async function reportOn(files: ModelFiles, side: Side, records: readonly RankingRecord[]): Promise<RewardReport> {
  const rewards = await scoreVectors(files['model.onnx'], side.vectors)
  const known = side.rankings.map(({ texts }) => texts.map((text) => (side.isBlank[text] ? null : rewards[text]!)))
  return rewardReport(records, known)
}
