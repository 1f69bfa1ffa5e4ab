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
  language: string | null
  /** What it counts, by the version's weighting. */
  weight: number
  /** Completion ids in the order in which they were shown. */
  shownOrder: string[]
  /** ISO 8601; null for an order over several rankings. */
  submittedAt: string | null
  /** What the person worked on it; 0 where nobody measured. */
  activeMs: number
  revision: number
  guidelinesVersion: number | null
  strength: number | null
  allBad: boolean
  comment: string | null
  /** JSON list of `completionLabels` of packages/contracts: ratings, flags, critiques, spans, edited texts. */
  labels: string
  /** The rankings that it is made of: itself, or those that an order over several was taken from. */
  sources: string[]
}

/** What versions from before these columns say in them. */
export const absentColumns = {
  language: null,
  weight: 1,
  shownOrder: [],
  submittedAt: null,
  activeMs: 0,
  revision: 1,
  guidelinesVersion: null,
  strength: null,
  allBad: false,
  comment: null,
  labels: '[]',
  sources: [],
} satisfies Partial<VersionRow>

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
