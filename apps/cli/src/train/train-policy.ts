import type { PolicyTrainingConfig } from '@plackett/contracts'
import { groupOf, type PolicyLine, readPolicyLines, splitByGroup } from '@plackett/datasets'
import { type TrainedPolicy, trainPolicy } from '@plackett/training'
import { loadLines } from '../files/load-lines.ts'
import { requireWritable } from '../files/require-writable.ts'
import { showTrainingProgress } from '../progress/training-progress.ts'
import { numberText, type TableRow, table } from '../report/report-text.ts'
import type { Terminal } from '../terminal.ts'

export interface TrainPolicyOptions {
  data: string[]
  out: string
  test?: string
  /** Share of the groups that train, where no test file is given. */
  split: number
  config: PolicyTrainingConfig
  skipBadLines: boolean
  json: boolean
}

interface Sides {
  train: PolicyLine[]
  heldOut: PolicyLine[]
}

/** Trains a policy on files, and prints what held-out examples say of it before and after. */
export async function trainPolicyOnFiles(options: TrainPolicyOptions, terminal: Terminal): Promise<void> {
  await requireWritable(options.out)
  const { sides, skippedLines } = await loadSides(options, terminal)
  terminal.stderr.write(`training on ${sides.train.length} lines, ${sides.heldOut.length} held out\n`)
  const trained = await run(sides, options, terminal)
  terminal.stdout.write(options.json ? jsonOf(trained, options, skippedLines) : textOf(trained, options))
}

async function loadSides(
  options: TrainPolicyOptions,
  terminal: Terminal,
): Promise<{ sides: Sides; skippedLines: number }> {
  const load = (files: readonly string[]) => loadLines(files, { ...options, read: readPolicyLines }, terminal)
  const data = await load(options.data)
  if (options.test !== undefined) {
    const test = await load([options.test])
    return { sides: { train: data.lines, heldOut: test.lines }, skippedLines: data.skippedLines + test.skippedLines }
  }
  const groups = data.lines.map(groupOfLine)
  const split = splitByGroup(groups, { seed: options.config.seed, trainShare: options.split })
  const isTrain = (_: PolicyLine, at: number) => split.get(groups[at]!) === 'train'
  const sides = {
    train: data.lines.filter(isTrain),
    heldOut: data.lines.filter((line, at) => !isTrain(line, at)),
  }
  return { sides, skippedLines: data.skippedLines }
}

function groupOfLine(line: PolicyLine): string {
  return groupOf('ranks' in line ? line : { ...line, completions: [{ text: line.completion }] })
}

async function run(sides: Sides, { config, out }: TrainPolicyOptions, terminal: Terminal): Promise<TrainedPolicy> {
  const progress = showTrainingProgress(terminal.stderr)
  try {
    return await trainPolicy({
      ...sides,
      config,
      outDir: out,
      signal: terminal.signal,
      onProgress: progress.update,
      onStage: progress.stage,
    })
  } finally {
    progress.stop()
  }
}

function jsonOf({ report, modelHash, seconds }: TrainedPolicy, options: TrainPolicyOptions, skippedLines: number) {
  const { config, out } = options
  const { objective, backbone, seed } = config
  return `${JSON.stringify({ ...report, objective, backbone, seed, modelHash, model: out, seconds, skippedLines })}\n`
}

function textOf({ report, modelHash, seconds }: TrainedPolicy, { config, out }: TrainPolicyOptions): string {
  const { before, after, examples, heldOut, steps, learningRate, truncated, dropped } = report
  const judged: TableRow[] =
    before === null || after === null
      ? [['held-out loss', numberText(null)]]
      : [
          ['held-out loss', `${numberText(before.loss)} before, ${numberText(after.loss)} after`],
          ...(after.accuracy === null ? [] : [['accuracy', numberText(after.accuracy)] as const]),
        ]
  return table([
    ...judged,
    ['trained on', `${examples} examples in ${seconds.toFixed(1)} s, ${heldOut} held out, seed ${config.seed}`],
    ['steps', `${steps}, learning rate ${learningRate}`],
    ['texts', `${truncated} cut at their end; ${dropped} examples left out, of which nothing was left to learn`],
    ['model', out],
    ['model hash', modelHash],
  ])
}
