import { stat } from 'node:fs/promises'
import type { ScoreResult } from '@plackett/contracts'
import { readScoreLines, type ScoreLine } from '@plackett/datasets'
import { type OpenedRewardModel, openRewardModel } from '@plackett/serving'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { ResumableFile } from '../files/resumable-file.ts'
import { writeOutput } from '../files/write-output.ts'
import type { Terminal } from '../terminal.ts'
import { completionsOf, scoredLineOf } from './scored-line.ts'
import { type Selection, selectCompletions } from './select-completions.ts'

export interface ScoreOptions {
  model: string
  input: string
  /** Where the lines with rewards go; "-" for stdout. */
  output: string
  skipBadLines: boolean
  selection: Selection
  /** Goes on where a run that was killed had come to. */
  resume: boolean
}

/** Lines that are scored at a time: enough to fill batches, few enough to hold. */
const window = 256
const tellEveryMs = 5_000

/** A part of the output, and how many lines of the input it is made of. */
interface Part {
  text: string
  lines: number
}

/**
 * Scores each completion of a file: the same lines come out, with a reward or a list of rewards each, or the completions that
 * were selected, one a line.
 */
export async function score(options: ScoreOptions, terminal: Terminal): Promise<void> {
  const scorer = await openRewardModel(options.model)
  try {
    if (options.resume) await scoreInSteps(scorer, options, terminal)
    else await writeOutput(options.output, textsOf(scoredParts(scorer, options, terminal)), terminal)
  } finally {
    await scorer.close()
  }
}

async function scoreInSteps(scorer: OpenedRewardModel, options: ScoreOptions, terminal: Terminal): Promise<void> {
  const file = await ResumableFile.open(options.output, await purposeOf(scorer, options))
  if (file.progress.read > 0) terminal.stderr.write(`plackett: going on after line ${file.progress.read}\n`)
  let { read } = file.progress
  for await (const { text, lines } of scoredParts(scorer, options, terminal, read)) {
    read += lines
    await file.append(text, read)
  }
  await file.complete()
}

/** What a begun output belongs to: another model, input or selection would make another file. */
async function purposeOf({ modelHash }: OpenedRewardModel, { input, selection }: ScoreOptions): Promise<string> {
  const size = await stat(input).then(
    ({ size }) => size,
    () => null,
  )
  return JSON.stringify({ modelHash, input, size, selection })
}

async function* textsOf(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  for await (const { text } of parts) yield text
}

/** Good lines of the input, but the first `skip`, window by window. */
async function* scoredParts(
  scorer: OpenedRewardModel,
  options: ScoreOptions,
  terminal: Terminal,
  skip = 0,
): AsyncGenerator<Part> {
  const bad = new BadLineReport(terminal.stderr, options.skipBadLines)
  const tell = options.output === '-' ? () => {} : progressTo(terminal)
  const file = options.input
  let waiting: ScoreLine[] = []
  let read = 0
  const next = async (): Promise<Part> => {
    const lines = waiting
    waiting = []
    const text = await scoreLines(scorer, { lines, first: read - lines.length, options, signal: terminal.signal })
    tell(read)
    return { text, lines: lines.length }
  }
  for await (const parsed of readScoreLines(openFile(file, terminal), { file })) {
    if ('error' in parsed) bad.add(file, parsed.error)
    else if (!bad.stopsRun && ++read > skip) waiting.push(parsed.record)
    if (waiting.length === window) yield await next()
  }
  bad.finish()
  if (waiting.length > 0) yield await next()
}

/** Says now and then how far it is. */
function progressTo({ stderr }: Terminal): (read: number) => void {
  const begun = performance.now()
  let told = begun
  return (read) => {
    const now = performance.now()
    if (now - told < tellEveryMs) return
    told = now
    stderr.write(`plackett: ${read} lines scored, ${Math.round((1_000 * read) / (now - begun))} a second\n`)
  }
}

interface Window {
  lines: readonly ScoreLine[]
  /** Which line of the input the first of them is, from 0. */
  first: number
  options: ScoreOptions
  signal: AbortSignal
}

async function scoreLines(scorer: OpenedRewardModel, { lines, first, options, signal }: Window): Promise<string> {
  const items = lines.flatMap((line) => completionsOf(line).map((completion) => ({ prompt: line.prompt, completion })))
  const results = await scorer.score(items, { signal })
  let next = 0
  const written = lines.flatMap((line, offset) => {
    const count = completionsOf(line).length
    next += count
    return linesOf(line, { at: first + offset, results: results.slice(next - count, next), options })
  })
  return written.map((line) => `${JSON.stringify(line)}\n`).join('')
}

interface Scored {
  at: number
  results: readonly ScoreResult[]
  options: ScoreOptions
}

function linesOf(line: ScoreLine, { at, results, options: { selection } }: Scored): object[] {
  return selection.kind === 'all' ? [scoredLineOf(line, results)] : selectCompletions({ line, at, results }, selection)
}
