import type { Prompt, RankingRecord } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'

/** A ranking over rows of a list of texts. */
export interface RankedRow {
  /** Row of each completion's text. */
  texts: number[]
  ranks: number[]
  /** 1 over the number of rankings of the same prompt and completions: three people's say counts as one task. */
  weight: number
  group: string
  /** Which of the different prompts it is about. */
  prompt: number
}

/** A completion with what it answers. */
export interface TextRow {
  prompt: Prompt
  completion: string
}

export interface RankedTexts {
  /** Each different prompt and completion once, in order of appearance. */
  texts: TextRow[]
  /** Whether there is nothing but white space in it, so that it cannot be scored. */
  isBlank: boolean[]
  rankings: RankedRow[]
}

/** Lists the texts of rankings, equal ones once: of 8,685 pairs of a public set, 776 texts are left to read. */
export function listTexts(records: readonly RankingRecord[]): RankedTexts {
  const rows = new Map<string, number>()
  const prompts = new Map<string, number>()
  const texts: TextRow[] = []
  const tasks = records.map(taskKey)
  const rankingsOf = new Map<string, number>()
  for (const task of tasks) rankingsOf.set(task, (rankingsOf.get(task) ?? 0) + 1)

  const rankings = records.map((record, at): RankedRow => {
    const prompt = JSON.stringify(record.prompt)
    if (!prompts.has(prompt)) prompts.set(prompt, prompts.size)
    const rowOf = (completion: string) => {
      const key = `${prompt}\n${completion}`
      const known = rows.get(key)
      if (known !== undefined) return known
      rows.set(key, texts.length)
      return texts.push({ prompt: record.prompt, completion }) - 1
    }
    return {
      texts: record.completions.map(({ text }) => rowOf(text)),
      ranks: record.ranks,
      weight: 1 / rankingsOf.get(tasks[at]!)!,
      group: groupOf(record),
      prompt: prompts.get(prompt)!,
    }
  })
  return { texts, isBlank: texts.map(({ completion }) => completion.trim() === ''), rankings }
}

function taskKey({ prompt, completions }: RankingRecord): string {
  return JSON.stringify([prompt, completions.map(({ text }) => text).sort()])
}

/** Whether a ranking prefers anything to anything. */
export function saysSomething({ ranks }: { ranks: readonly number[] }): boolean {
  return new Set(ranks).size > 1
}
