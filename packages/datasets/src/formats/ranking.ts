import type { RankingRecord } from '@plackett/contracts'
import { completionsOf, maxRankedCompletions } from '../fields/completions.ts'
import type { JsonObject } from '../fields/json.ts'
import { promptOf } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { ranksOf } from '../fields/ranks.ts'
import { nameOf } from '../fields/text.ts'

/** One line of our JSONL as a ranking. Throws AppError with the path of what is wrong. */
export function parseRanking(row: JsonObject): RankingRecord {
  const prompt = promptOf(row.prompt)
  const completions = completionsOf(row.completions, maxRankedCompletions)
  return onlyGiven({
    id: nameOf(row.id, 'id'),
    prompt,
    completions,
    ranks: ranksOf(row.ranks, completions.length),
    group: nameOf(row.group, 'group'),
    annotator: nameOf(row.annotator, 'annotator'),
  })
}
