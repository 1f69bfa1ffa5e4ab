import { basename, resolve } from 'node:path'
import { messagesOf } from '@plackett/contracts'
import { type Question, readQuestions } from '@plackett/datasets'
import { type GenerationRequest, openPolicy, type Policy, samplingSettings } from '@plackett/generation'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { writeOutput } from '../files/write-output.ts'
import type { Terminal } from '../terminal.ts'

export interface GenerateFlags {
  policy: string
  input: string
  output: string
  n: number
  maxTokens: number
  temperature: number
  topK: number
  topP: number
  minP: number
  repetitionPenalty: number
  stop?: string[]
  seed: number
  name?: string
  skipBadLines: boolean
}

/** Completions that are written at a time: enough to fill batches, few enough to hold. */
const window = 256

/** Writes n completions to every prompt of a file. Each has a seed of its own, from the flag's and its place in the file. */
export async function generate(flags: GenerateFlags, terminal: Terminal): Promise<void> {
  const policy = await openPolicy(flags.policy)
  try {
    await writeOutput(flags.output, generatedLines(policy, flags, terminal), terminal)
  } finally {
    await policy.close()
  }
}

async function* generatedLines(policy: Policy, flags: GenerateFlags, terminal: Terminal): AsyncGenerator<string> {
  const bad = new BadLineReport(terminal.stderr, flags.skipBadLines)
  const lines = readQuestions(openFile(flags.input, terminal), { file: flags.input })
  let waiting: Question[] = []
  let count = 0
  const flush = async () => {
    const written = await Promise.all(
      waiting.map((question, at) =>
        lineOf(policy, { question, flags, seed: flags.seed + (count + at) * flags.n, terminal }),
      ),
    )
    count += waiting.length
    waiting = []
    return written.join('')
  }
  for await (const parsed of lines) {
    if ('error' in parsed) bad.add(flags.input, parsed.error)
    else if (!bad.stopsRun) waiting.push(parsed.record)
    if (waiting.length * flags.n >= window) yield await flush()
  }
  bad.finish()
  yield await flush()
}

interface Line {
  question: Question
  flags: GenerateFlags
  seed: number
  terminal: Terminal
}

async function lineOf(policy: Policy, { question, flags, seed, terminal }: Line): Promise<string> {
  const { n, maxTokens, stop = [], name = basename(resolve(flags.policy)) } = flags
  const request = (at: number): GenerationRequest => ({
    prompt: messagesOf(question.prompt),
    settings: samplingSettings.parse(flags),
    ...{ maxTokens, stop, seed: seed + at, topLogProbabilities: null },
  })
  const { signal } = terminal
  const written = await Promise.all(Array.from({ length: n }, (_, at) => policy.generate(request(at), { signal })))
  return `${JSON.stringify({ ...question, completions: written.map(({ text }) => ({ text, model: name })) })}\n`
}
