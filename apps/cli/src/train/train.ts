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
  try {
    const trained = await trainRewardModel({
      ...sides,
      config: options.config,
      outDir: options.out,
      signal: terminal.signal,
      onProgress: progress.update,
      onStage: progress.stage,
    })
    progress.stage({ name: 'reporting', share: 1 })
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
  const run = { seconds, seed, modelHash: trained.modelHash, model: out, backbone, objective, steps: trained.steps }
  return `${JSON.stringify({ ...figures, ...run, ...counts })}\n`
}

function textOf({ trained, counts, seconds }: Result, { config, out }: TrainOptions): string {
  const rows = table([
    ...reportRowsOf(trained.report),
    ['trained on', `${counts.trainRankings} rankings in ${seconds.toFixed(1)} s, seed ${config.seed}`],
    ['model', out],
    ['model hash', trained.modelHash],
  ])
  return `${rows}${evaluationText(trained.report)}`
}
