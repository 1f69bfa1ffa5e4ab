import { readFile } from 'node:fs/promises'
import { type PromptRecord, promptRecord } from '@plackett/contracts'
import { z } from 'zod'

const annotator = z.object({ id: z.string(), name: z.string() })

const answer = z.object({
  promptId: z.string(),
  annotator: z.string(),
  /** Best to worst; numbers are places in the prompt's completions. */
  tiers: z.array(z.array(z.number().int())).optional(),
  notRankable: z.string().optional(),
  activeMs: z.number().int(),
  /** Days since the sample's day 0, which lies 14 days back. */
  submittedDayOffset: z.number().min(0).max(14),
})
export type SampleAnswer = z.infer<typeof answer>

export interface SampleFiles {
  guidelines: string
  annotators: z.infer<typeof annotator>[]
  prompts: (PromptRecord & { id: string })[]
  /** In the order of time. */
  answers: SampleAnswer[]
}

/** The sample project's files; data/README.md says what stands in them. */
export async function readSampleFiles(): Promise<SampleFiles> {
  return {
    guidelines: await read('guidelines.md'),
    annotators: z.array(annotator).parse(JSON.parse(await read('annotators.json'))),
    prompts: await readLines('prompts.jsonl', promptRecord.extend({ id: z.string() })),
    answers: await readLines('rankings.jsonl', answer),
  }
}

async function readLines<T>(name: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await read(name)).split('\n').filter((line) => line !== '')
  return lines.map((line) => schema.parse(JSON.parse(line)))
}

/** The same path from src/sample and from dist/sample. */
function read(name: string): Promise<string> {
  return readFile(new URL(`../../src/sample/data/${name}`, import.meta.url), 'utf8')
}
