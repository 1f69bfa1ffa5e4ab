import { performance } from 'node:perf_hooks'
import { type OpenedRewardModel, openRewardModel } from '@plackett/serving'
import { compareRewardModels, type RewardModelsCompared } from '@plackett/training'
import { loadRankings } from '../files/load-rankings.ts'
import { differenceText } from '../report/evaluation-text.ts'
import { reportJsonOf } from '../report/report-json.ts'
import { numberText, reportRowsOf, table } from '../report/report-text.ts'
import type { Terminal } from '../terminal.ts'

export interface CompareOptions {
  first: string
  second: string
  data: string[]
  skipBadLines: boolean
  json: boolean
}

/** Prints what two models are worth on the same rankings, side by side. */
export async function compare(options: CompareOptions, terminal: Terminal): Promise<void> {
  const first = await openRewardModel(options.first)
  try {
    const second = await openRewardModel(options.second)
    try {
      terminal.stdout.write(await compared([first, second], options, terminal))
    } finally {
      await second.close()
    }
  } finally {
    await first.close()
  }
}

async function compared(
  scorers: readonly [OpenedRewardModel, OpenedRewardModel],
  options: CompareOptions,
  terminal: Terminal,
): Promise<string> {
  const startedAt = performance.now()
  const { rankings, skippedLines } = await loadRankings(options.data, options, terminal)
  terminal.stderr.write(`judging on ${rankings.length} rankings\n`)
  const found = await compareRewardModels(scorers, rankings, { signal: terminal.signal })
  const seconds = (performance.now() - startedAt) / 1000
  if (!options.json) return textOf(found, options)
  const { first, second, ...between } = found
  const sides = [first, second].map((report, at) => {
    const model = at === 0 ? options.first : options.second
    return { model, modelHash: scorers[at]!.modelHash, ...reportJsonOf(report) }
  })
  return `${JSON.stringify({ first: sides[0], second: sides[1], ...between, seconds, skippedLines })}\n`
}

function textOf(found: RewardModelsCompared, { first, second }: CompareOptions): string {
  const { difference, agreement, onlyFirstRight, onlySecondRight, rewardCorrelation } = found
  const other = reportRowsOf(found.second)
  const width = Math.max('first'.length, ...reportRowsOf(found.first).map(([, value]) => value.length))
  const sides = reportRowsOf(found.first).map(([name, value], at) => {
    return [name, `${value.padEnd(width)}  ${other[at]![1]}`] as const
  })
  return table([
    ['first', first],
    ['second', second],
    ['', `${'first'.padEnd(width)}  second`],
    ...sides,
    ['first less second', difference === null ? 'not known from this data' : differenceText(difference)],
    ['only one is right', `first on ${onlyFirstRight} pairs, second on ${onlySecondRight}`],
    [
      'both order alike',
      agreement === null ? 'not known from this data' : `${(100 * agreement).toFixed(1)} % of pairs`,
    ],
    ['correlation of rewards', numberText(rewardCorrelation)],
  ])
}
