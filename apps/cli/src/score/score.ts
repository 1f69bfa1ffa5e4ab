import { readScoreLines, type ScoreLine } from '@plackett/datasets'
import { openRewardModel, type RewardScorer } from '@plackett/serving'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { writeOutput } from '../files/write-output.ts'
import type { Terminal } from '../terminal.ts'
import { completionsOf, scoredLineOf } from './scored-line.ts'

export interface ScoreOptions {
  model: string
  input: string
  /** Where the lines with rewards go; "-" for stdout. */
  output: string
  skipBadLines: boolean
}

/** Lines that are scored at a time: enough to fill batches, few enough to hold. */
const window = 256

/** Scores each completion of a file: the same lines come out, with a reward or a list of rewards each. */
export async function score(options: ScoreOptions, terminal: Terminal): Promise<void> {
  const scorer = await openRewardModel(options.model)
  try {
    await writeOutput(options.output, scoredLines(scorer, options, terminal), terminal)
  } finally {
    await scorer.close()
  }
}

async function* scoredLines(scorer: RewardScorer, options: ScoreOptions, terminal: Terminal): AsyncGenerator<string> {
  const bad = new BadLineReport(terminal.stderr, options.skipBadLines)
  const file = options.input
  let waiting: ScoreLine[] = []
  for await (const parsed of readScoreLines(openFile(file, terminal), { file })) {
    if ('error' in parsed) bad.add(file, parsed.error)
    else if (!bad.stopsRun) waiting.push(parsed.record)
    if (waiting.length < window) continue
    yield await scoreLines(scorer, waiting, terminal.signal)
    waiting = []
  }
  bad.finish()
  if (waiting.length > 0) yield await scoreLines(scorer, waiting, terminal.signal)
}

async function scoreLines(scorer: RewardScorer, lines: readonly ScoreLine[], signal: AbortSignal): Promise<string> {
  const items = lines.flatMap((line) => completionsOf(line).map((completion) => ({ prompt: line.prompt, completion })))
  const results = await scorer.score(items, { signal })
  let next = 0
  const scored = lines.map((line) => {
    const count = completionsOf(line).length
    next += count
    return scoredLineOf(line, results.slice(next - count, next))
  })
  return scored.map((line) => `${JSON.stringify(line)}\n`).join('')
}
