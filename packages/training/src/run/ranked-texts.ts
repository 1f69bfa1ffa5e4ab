import type { RankingRecord } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'
import { ExampleReader, type NgramExample } from '@plackett/models'

/** A ranking over rows of a list of texts. */
export interface RankedRow {
  /** Row of each completion's text. */
  texts: number[]
  ranks: number[]
  /** 1 over the number of rankings of the same prompt and completions: three people's say counts as one task. */
  weight: number
  group: string
}

export interface RankedTexts {
  /** Each different prompt and completion once, in order of appearance. */
  examples: NgramExample[]
  /** Whether there is nothing but white space in it, so that it cannot be scored. */
  isBlank: boolean[]
  rankings: RankedRow[]
}

/** Reads the texts of rankings, equal ones once: of 8,685 pairs of a public set, 776 texts are left to read. */
export function readRankedTexts(
  records: readonly RankingRecord[],
  onProgress: (share: number) => void = () => {},
): RankedTexts {
  const rows = new Map<string, number>()
  const reader = new ExampleReader()
  const examples: NgramExample[] = []
  const isBlank: boolean[] = []
  const tasks = records.map(taskKey)
  const rankingsOf = new Map<string, number>()
  for (const task of tasks) rankingsOf.set(task, (rankingsOf.get(task) ?? 0) + 1)

  const rankings = records.map((record, at): RankedRow => {
    if (at % 512 === 0) onProgress(at / records.length)
    const prompt = JSON.stringify(record.prompt)
    const texts = record.completions.map(({ text }) => {
      const key = `${prompt}\n${text}`
      const known = rows.get(key)
      if (known !== undefined) return known
      rows.set(key, examples.length)
      isBlank.push(text.trim() === '')
      return examples.push(reader.read(record.prompt, text)) - 1
    })
    return { texts, ranks: record.ranks, weight: 1 / rankingsOf.get(tasks[at]!)!, group: groupOf(record) }
  })
  return { examples, isBlank, rankings }
}

function taskKey({ prompt, completions }: RankingRecord): string {
  return JSON.stringify([prompt, completions.map(({ text }) => text).sort()])
}

/** Whether a ranking prefers anything to anything. */
export function saysSomething({ ranks }: { ranks: readonly number[] }): boolean {
  return new Set(ranks).size > 1
}
