import { performance } from 'node:perf_hooks'
import { type OpenedRewardModel, openRewardModel } from '@plackett/serving'
import { evaluateRewardModel } from '@plackett/training'
import { loadRankings } from '../files/load-rankings.ts'
import { evaluationText } from '../report/evaluation-text.ts'
import { reportJsonOf } from '../report/report-json.ts'
import { reportRowsOf, table } from '../report/report-text.ts'
import type { Terminal } from '../terminal.ts'

export interface EvaluateOptions {
  model: string
  data: string[]
  skipBadLines: boolean
  json: boolean
}

/** Prints what a model is worth on the rankings of some files. */
export async function evaluate(options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const scorer = await openRewardModel(options.model)
  try {
    terminal.stdout.write(await evaluated(scorer, options, terminal))
  } finally {
    await scorer.close()
  }
}

async function evaluated(scorer: OpenedRewardModel, options: EvaluateOptions, terminal: Terminal): Promise<string> {
  const { model, json } = options
  const { seed, modelHash } = scorer
  const startedAt = performance.now()
  const { rankings, skippedLines } = await loadRankings(options.data, options, terminal)
  terminal.stderr.write(`judging on ${rankings.length} rankings\n`)
  const report = await evaluateRewardModel(scorer, rankings, { signal: terminal.signal })
  const seconds = (performance.now() - startedAt) / 1000
  if (json) return `${JSON.stringify({ ...reportJsonOf(report), seconds, seed, modelHash, model, skippedLines })}\n`
  return `${table([...reportRowsOf(report), ['model', model], ['model hash', modelHash]])}${evaluationText(report)}`
}
