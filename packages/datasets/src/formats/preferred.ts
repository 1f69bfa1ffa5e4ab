import type { CompletionRecord, Prompt, RankingRecord } from '@plackett/contracts'
import { onlyGiven } from '../fields/only-given.ts'

/** Two completions and which is better: below 0 the first, above 0 the second, 0 neither. */
export interface Judged {
  prompt: Prompt
  first: CompletionRecord
  second: CompletionRecord
  preference: number
  id?: string
  group?: string
  annotator?: string
}

/** The ranking of two completions that were judged side by side. */
export function rankingOfTwo({ prompt, first, second, preference, id, group, annotator }: Judged): RankingRecord {
  const ranks = preference === 0 ? [1, 1] : preference < 0 ? [1, 2] : [2, 1]
  return onlyGiven({ id, prompt, completions: [onlyGiven(first), onlyGiven(second)], ranks, group, annotator })
}
