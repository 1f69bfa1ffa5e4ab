import { rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { RankingRecord, RewardTrainingConfig } from '@plackett/contracts'
import { type TrainedRewardModel, trainRewardModel } from '@plackett/training'
import { loadRankings } from '../files/load-rankings.ts'
import { requireWritable } from '../files/require-writable.ts'
import { showTrainingProgress } from '../progress/training-progress.ts'
import { evaluationText } from '../report/evaluation-text.ts'
import { reportJsonOf } from '../report/report-json.ts'
import { reportRowsOf, table } from '../report/report-text.ts'
import type { Terminal } from '../terminal.ts'
import { countSharedGroups, type Sides, splitRankings } from './split-rankings.ts'

export interface TrainOptions {
  data: string[]
  out: string
  /** The file to report on; without it a share of the data is held out. */
  test?: string
  /** Share of the groups that train, where no test file is given. */
  split: number
  config: RewardTrainingConfig
  skipBadLines: boolean
  json: boolean
  /** Whether to go on from the checkpoint that an interrupted run left beside `out`. */
  resume: boolean
}

/** Trains a reward model on files, and prints what it is worth on rankings that it has not seen. */
export async function train(options: TrainOptions, terminal: Terminal): Promise<void> {
  const startedAt = performance.now()
  await requireWritable(options.out)
  const { sides, skippedLines } = await loadSides(options, terminal)
  terminal.stderr.write(`training on ${sides.train.length} rankings, ${sides.heldOut.length} held out\n`)
  const trained = await runTraining(sides, options, terminal)
  const counts = { trainRankings: sides.train.length, skippedLines }
  const result = { trained, counts, seconds: (performance.now() - startedAt) / 1000 }
  terminal.stdout.write(options.json ? jsonOf(result, options) : textOf(result, options))
}

async function loadSides(options: TrainOptions, terminal: Terminal): Promise<{ sides: Sides; skippedLines: number }> {
  const data = await loadRankings(options.data, options, terminal)
  if (options.test === undefined) {
    const sides = splitRankings(data.rankings, { seed: options.config.seed, trainShare: options.split })
    if (sides.heldOut.length === 0) terminal.stderr.write('plackett: nothing is held out, so nothing can be reported\n')
    return { sides, skippedLines: data.skippedLines }
  }
  const test = await loadRankings([options.test], options, terminal)
  warnOfSharedGroups(data.rankings, test.rankings, terminal)
  const sides = { train: data.rankings, heldOut: test.rankings }
  return { sides, skippedLines: data.skippedLines + test.skippedLines }
}

function warnOfSharedGroups(train: RankingRecord[], test: RankingRecord[], { stderr }: Terminal): void {
  const shared = countSharedGroups(train, test)
  if (shared === 0) return
  stderr.write(
    `plackett: ${shared} groups of the test file are in the training data too; its figures flatter the model\n`,
  )
}

async function runTraining(sides: Sides, options: TrainOptions, terminal: Terminal): Promise<TrainedRewardModel> {
  const progress = showTrainingProgress(terminal.stderr)
  const checkpointDir = join(dirname(resolve(options.out)), `.${basename(resolve(options.out))}.checkpoint`)
  if (!options.resume) await rm(checkpointDir, { recursive: true, force: true })
  try {
    const trained = await trainRewardModel({
      ...sides,
      config: options.config,
      outDir: options.out,
      checkpointDir,
      signal: terminal.signal,
      onProgress: progress.update,
      onStage: progress.stage,
    })
    progress.stage({ name: 'reporting', share: 1 })
    await rm(checkpointDir, { recursive: true, force: true })
    return trained
  } finally {
    progress.stop()
  }
}

interface Result {
  trained: TrainedRewardModel
  counts: { trainRankings: number; skippedLines: number }
  seconds: number
}

function jsonOf({ trained, counts, seconds }: Result, { config, out }: TrainOptions): string {
  const { backbone, objective, seed } = config
  const figures = reportJsonOf(trained.report)
  const { modelHash, steps, epochs, learningRate, texts, peakMemory } = trained
  const run = {
    seconds,
    seed,
    modelHash,
    model: out,
    backbone,
    objective,
    steps,
    epochs,
    learningRate,
    texts,
    peakMemory,
  }
  return `${JSON.stringify({ ...figures, ...run, ...counts })}\n`
}

function textOf({ trained, counts, seconds }: Result, { config, out }: TrainOptions): string {
  const rows = table([
    ...reportRowsOf(trained.report),
    ['trained on', `${counts.trainRankings} rankings in ${seconds.toFixed(1)} s, seed ${config.seed}`],
    ...textRowsOf(trained),
    ['model', out],
    ['model hash', trained.modelHash],
  ])
  return `${rows}${evaluationText(trained.report)}`
}

/** How long texts were dealt with, and what it took. */
function textRowsOf({ texts, peakMemory, epochs, steps, learningRate }: TrainedRewardModel): [string, string][] {
  const rows: [string, string][] = [
    ['steps', `${steps}; the weights are those after ${epochs} epochs, learning rate ${learningRate}`],
    ['peak memory', `${Math.round(peakMemory / 2 ** 20)} MiB`],
  ]
  if (!texts) return rows
  const share = `${(100 * texts.paddingShare).toFixed(1)} % of the tokens were padding`
  return [
    ['texts', `${texts.truncated} of ${texts.texts} cut on the ${texts.side} to ${texts.maxTokens} tokens; ${share}`],
    ...rows,
  ]
}
