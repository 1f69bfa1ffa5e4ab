import { AppError, type RankingRecord, type RewardReport, type RewardTrainingConfig } from '@plackett/contracts'
import { artefactFiles, type ModelFiles, modelHashOf, type RewardObjective, scheduleFactor } from '@plackett/models'
import type { Backbone, ReadTexts } from '../backbone/backbone.ts'
import { openBackbone } from '../backbone/open-backbone.ts'
import type { BesideRewards } from '../report/evaluation.ts'
import type { Rewards } from '../report/judged-pairs.ts'
import { rewardReport } from '../report/reward-report.ts'
import type { TextReport, TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import { CheckpointFile } from './checkpoint.ts'
import { Course } from './course.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Fold, foldsOf, setAside } from './folds.ts'
import { type Judgement, judge } from './judge.ts'
import { KeptBest } from './kept-best.ts'
import { MetricLog } from './metric-log.ts'
import { modelFiles } from './model-files.ts'
import { objectiveOf } from './objective-of.ts'
import { PaddingCount } from './padding-count.ts'
import { isPastBest, isTrialDone, type Plan, planFrom } from './plan.ts'
import { listTexts, type RankedRow, type RankedTexts, saysSomething } from './ranked-texts.ts'
import { scoreBatches } from './score-batches.ts'
import { planSteps, type Step } from './step-plan.ts'
import { temperatureOf } from './temperature.ts'
import { Trainer } from './trainer.ts'

export interface RunInput {
  train: readonly RankingRecord[]
  heldOut: readonly RankingRecord[]
  config: RewardTrainingConfig
  checkpointDir?: string
  checkpointEvery?: number
  /** What the report sets beside the rewards. */
  beside?: Pick<BesideRewards, 'ngram' | 'learningCurve'>
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
  /** Of the held-out completions, by ranking. */
  heldOutRewards: Rewards
  steps: number
  epochs: number
  learningRate: number
  texts: TextReport | null
}

/** The rankings of one side, and their texts as the backbone takes them. */
interface Side extends Omit<RankedTexts, 'texts'> {
  texts: ReadTexts
}

/** A whole run, in the thread that it has for itself: texts to inputs, what suits them, training, report. */
export async function runTraining(input: RunInput, listener: RunListener): Promise<RunOutcome> {
  if (!input.train.some(saysSomething)) throw new AppError('DATASET_EMPTY', { purpose: 'learn from' })
  const { backbone, train, heldOut } = await readSides(input, listener)
  return new Run({ input, listener, backbone, train, heldOut }).outcome()
}

async function readSides({ train, heldOut, config, signal }: RunInput, listener: RunListener) {
  const lists = { train: listTexts(train), heldOut: listTexts(heldOut) }
  const trainShare = lists.train.texts.length / (lists.train.texts.length + lists.heldOut.texts.length)
  const onShare = (share: number) => {
    signal?.throwIfAborted()
    listener.onStage({ name: 'reading', share })
  }
  const opened = await openBackbone(config, lists.train.texts, (share) => onShare(share * trainShare))
  const { backbone } = opened
  const read = await backbone.read(lists.heldOut.texts, (share) => onShare(trainShare + share * (1 - trainShare)))
  const sideOf = ({ texts: _, ...rest }: RankedTexts, texts: ReadTexts): Side => ({ ...rest, texts })
  return { backbone, train: sideOf(lists.train, opened.train), heldOut: sideOf(lists.heldOut, read) }
}

interface RunParts {
  input: RunInput
  listener: RunListener
  backbone: Backbone
  train: Side
  heldOut: Side
}

class Run {
  readonly #parts: RunParts
  readonly #config: RewardTrainingConfig
  readonly #objective: RewardObjective
  readonly #course: Course
  readonly #checkpoints: CheckpointFile | null
  /** What there is to learn from. */
  readonly #rankings: readonly RankedRow[]
  readonly #padding = new PaddingCount()

  constructor(parts: RunParts) {
    const { input, backbone, train } = parts
    this.#parts = parts
    this.#config = input.config
    this.#objective = objectiveOf(input.config)
    this.#checkpoints = input.checkpointDir
      ? new CheckpointFile(input.checkpointDir, fingerprintOf(input.train, input.config, backbone.identity))
      : null
    this.#course = new Course({ ...input, seed: input.config.seed, checkpoints: this.#checkpoints })
    this.#rankings = train.rankings.filter((ranking) => this.#objective.weightOf(ranking) > 0)
  }

  async outcome(): Promise<RunOutcome> {
    const { input, listener, backbone, heldOut, train } = this.#parts
    const spared = backbone.tuning.isTried ? null : setAside(this.#rankings, this.#config.seed)
    const plan = await this.#plan(spared)
    const trainer = await this.#startTrainer(plan.choice)
    const epochs = await this.#fit(trainer, plan, spared)

    listener.onStage({ name: 'reporting', share: 0 })
    const judged = spared?.validation ?? this.#rankings
    const temperature = backbone.artefact.network
      ? await temperatureOf(judged, (rows) => this.#rewards(trainer, train, rows))
      : 1
    const done = { backbone, trainer, config: this.#config, plan: { ...plan, epochs }, temperature }
    const files = await modelFiles({ ...done, ...train, beforeEach: this.#beforeEach })
    const heldOutRewards = await this.#heldOutRewards(files, heldOut)
    const report = await rewardReport(input.heldOut, heldOutRewards, {
      ...input.beside,
      trainRankings: input.train.length,
    })
    const { steps } = trainer
    await trainer.release()
    this.#checkpoints?.remove()
    const { learningRate } = backbone.recipe(plan.choice)
    return {
      files,
      modelHash: modelHashOf(files),
      report,
      heldOutRewards,
      steps,
      epochs,
      learningRate,
      texts: this.#textReport(),
    }
  }

  /** How to train: as asked for, as is usual, or from what helps on groups that are kept from training meanwhile. */
  async #plan(spared: Fold | null): Promise<Plan> {
    const { tuning } = this.#parts.backbone
    const { epochs, seed, search } = this.#config
    const isTried = search ?? (tuning.isTried && epochs === undefined)
    const usual = { ...tuning.usual, epochs: epochs ?? tuning.usual.epochs }
    if (!isTried) return usual
    const folds = tuning.isTried ? foldsOf(this.#rankings, seed) : spared === null ? [] : [spared]
    if (folds.length === 0) return usual
    await this.#try(folds)
    const found = planFrom(this.#course.losses, folds.length, tuning)
    // A transformer's learning rate falls over the epochs that were planned, and the best of them is kept anyway.
    return { choice: found.choice, epochs: epochs ?? (tuning.isTried ? found.epochs : usual.epochs) }
  }

  async #try(folds: readonly Fold[]): Promise<void> {
    const { listener, backbone, train } = this.#parts
    const { tuning } = backbone
    const trials = tuning.choices.flatMap((choice) => folds.map((fold) => ({ choice, ...fold })))
    for (const [trial, { choice, fit, validation }] of trials.entries()) {
      const trainer = await this.#startTrainer(choice)
      await this.#course.run({
        ...this.#stepsOf(trainer, { rankings: fit, name: String(trial), plan: { choice, epochs: tuning.mostEpochs } }),
        trial,
        isDone: ({ losses }) => isTrialDone(losses[trial]!, tuning),
        afterEpoch: async ({ losses, epoch }) => {
          const { loss } = await this.#judge(trainer, train, validation)
          losses[trial]!.push(loss!)
          listener.onStage({ name: 'choosing', share: (trial + epoch / tuning.mostEpochs) / trials.length })
        },
      })
      await trainer.release()
    }
  }

  /** The fit that makes the model; returns after how many epochs its weights were the best, where that is judged. */
  async #fit(trainer: Trainer, plan: Plan, spared: Fold | null): Promise<number> {
    const { listener, backbone, train, heldOut } = this.#parts
    const rankings = spared?.fit ?? this.#rankings
    const fit = this.#stepsOf(trainer, { rankings, name: 'all', plan })
    const stepsPerEpoch = fit.stepsOf(0).length
    const log = new MetricLog({ epochs: plan.epochs, stepsPerEpoch, onProgress: listener.onProgress })
    const best = new KeptBest()
    const { patience } = backbone.tuning
    const isStopped = (losses: readonly number[]) => this.#config.epochs === undefined && isPastBest(losses, patience)
    listener.onStage({ name: 'training', share: 0 })
    await this.#course.run({
      ...fit,
      trial: null,
      kept: best.weights,
      isDone: ({ epoch, validation }) => epoch >= plan.epochs || (validation.length > 0 && isStopped(validation)),
      afterStep: (loss, { steps }, epoch) => log.addStep(steps, epoch, loss),
      afterEpoch: async ({ epoch, steps, validation }) => {
        if (spared) validation.push((await this.#judge(trainer, train, spared.validation)).loss!)
        if (spared) best.keep(trainer, validation)
        log.addEpoch(steps, epoch, await this.#judge(trainer, heldOut, heldOut.rankings))
        listener.onStage({ name: 'training', share: epoch / plan.epochs })
      },
    })
    return spared ? best.restoreTo(trainer, this.#course.validation) : plan.epochs
  }

  #stepsOf(trainer: Trainer, { rankings, name, plan }: { rankings: readonly RankedRow[]; name: string; plan: Plan }) {
    const { backbone, train } = this.#parts
    const { learningRate, schedule: kind, warmup } = backbone.recipe(plan.choice)
    const { batching } = backbone
    const { lengths } = train.texts
    const planned = { batching, lengths, seed: this.#config.seed }
    const stepsOf = (epoch: number) => planSteps(rankings, { ...planned, name: `order/${name}/${epoch}` })
    const totalSteps = stepsOf(0).length * plan.epochs
    const schedule = { kind, totalSteps, warmupSteps: Math.round(warmup * totalSteps) }
    return {
      trainer,
      stepsOf,
      take: (step: Step, progress: number) => {
        const factor = scheduleFactor(schedule, (progress / plan.epochs) * totalSteps)
        return this.#take(trainer, step, learningRate * factor)
      },
    }
  }

  #take(trainer: Trainer, step: Step, learningRate: number): Promise<number> {
    const { texts } = this.#parts.train
    const total = step.flat().reduce((sum, ranking) => sum + this.#objective.weightOf(ranking), 0)
    const parts = step.map((rankings) => {
      const rows = new Map<number, number>()
      const rowOf = (text: number) => {
        if (!rows.has(text)) rows.set(text, rows.size)
        return rows.get(text)!
      }
      const ranked = rankings.map((ranking) => ({ ...ranking, texts: ranking.texts.map(rowOf) }))
      const inputs = texts.inputsOf([...rows.keys()])
      this.#padding.add(inputs)
      return { ...inputs, ...this.#objective.targets(ranked, total) }
    })
    return trainer.step(parts, learningRate)
  }

  #startTrainer(choice: number): Promise<Trainer> {
    const { backbone } = this.#parts
    const { start, threads } = backbone
    return Trainer.start({ recipe: backbone.recipe(choice), objective: this.#objective, start, threads })
  }

  #judge(trainer: Trainer, side: Side, rankings: readonly RankedRow[]): Promise<Judgement> {
    return judge(rankings, (rows) => this.#rewards(trainer, side, rows))
  }

  #rewards(trainer: Trainer, { texts }: Side, rows: readonly number[]): Promise<Float64Array> {
    return trainer.rewards(texts.scoringBatches(rows, 'trained'), rows.length, this.#beforeEach)
  }

  #beforeEach = () => this.#parts.input.signal?.throwIfAborted()

  async #heldOutRewards(files: ModelFiles, side: Side): Promise<Rewards> {
    const rows = [...side.texts.lengths.keys()]
    const { threads } = this.#parts.backbone
    const settings = { graph: files[artefactFiles.model]!, count: rows.length, threads, beforeEach: this.#beforeEach }
    const rewards = await scoreBatches(side.texts.scoringBatches(rows, 'whole'), settings)
    return side.rankings.map(({ texts }) => texts.map((text) => (side.isBlank[text] ? null : rewards[text]!)))
  }

  #textReport(): TextReport | null {
    const { backbone, train, heldOut } = this.#parts
    const text = backbone.artefact.network?.text
    if (!text) return null
    const truncated = [train, heldOut].map(({ texts }) => texts.isTruncated.filter((isTruncated) => isTruncated).length)
    const { maxTokens, truncation: side } = text
    return {
      texts: train.texts.lengths.length + heldOut.texts.lengths.length,
      truncated: truncated[0]! + truncated[1]!,
      side,
      maxTokens,
      paddingShare: this.#padding.share,
    }
  }
}
