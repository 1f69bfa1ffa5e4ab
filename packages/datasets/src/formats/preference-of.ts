import type { Prompt, RankingRecord } from '@plackett/contracts'
import { refuse } from '../lines/line-error.ts'

export interface Preference {
  prompt: Prompt
  chosen: string
  rejected: string
}

/** A comparison as a ranking of two. `names` are what the format calls the better and the worse answer. */
export function preferenceOf(
  { prompt, chosen, rejected }: Preference,
  names: readonly [chosen: string, rejected: string] = ['chosen', 'rejected'],
): Pick<RankingRecord, 'prompt' | 'completions' | 'ranks'> {
  if (chosen === rejected) refuse(names[1], `is the same as ${names[0]}, so the row prefers nothing`)
  return { prompt, completions: [{ text: chosen }, { text: rejected }], ranks: [1, 2] }
}
