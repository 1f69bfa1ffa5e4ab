import { type Message, type RankingRecord, type Split, splits } from '@plackett/contracts'

/** One ranking of a dataset version with all that training, export and audit need. */
export interface VersionRow {
  rankingId: string
  taskId: string
  /** Pseudonym of who ranked. */
  annotator: string
  group: string
  split: Split
  prompt: Message[]
  completions: { id: string; text: string; model: string | null }[]
  /** `ranks[i]` is the rank of `completions[i]`: 1 is best, equal is a tie. */
  ranks: number[]
}

/** A row as a ranking record, as training and the writers take it. */
export function rankingRecordOf(row: VersionRow): RankingRecord {
  return {
    id: row.rankingId,
    prompt: row.prompt,
    completions: row.completions.map(({ text, model }) => (model === null ? { text } : { text, model })),
    ranks: row.ranks,
    group: row.group,
    annotator: row.annotator,
  }
}

export function isSplit(value: unknown): value is Split {
  return (splits as readonly unknown[]).includes(value)
}
