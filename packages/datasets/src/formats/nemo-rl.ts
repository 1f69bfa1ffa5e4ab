import { messagesOf, type RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { messagesAt, promptMessagesAt } from '../fields/messages.ts'
import { refuse, refuseLine } from '../lines/line-error.ts'
import { answerTextOf } from './answer-text.ts'
import { eachRow, type Format } from './format.ts'
import { ranksOfScores } from './ranks-of-scores.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'

/** NeMo-RL preferences: a context and completions, of which the lower rank is better. Its trainers use two of them. */
export const nemoRl: Format = {
  title: 'NeMo-RL preferences (context, completions with ranks)',
  container: 'json',
  read: eachRow((row) => [parseCompletions(row)]),
  write(record, loss) {
    noteTies(record, loss)
    return strictPairsOf(record).map(({ chosen, rejected }) => ({
      context: messagesOf(record.prompt),
      completions: [chosen, rejected].map(({ text }, rank) => ({
        rank,
        completion: [{ role: 'assistant', content: text }],
      })),
    }))
  },
}

function parseCompletions(row: JsonObject): RankingRecord {
  const prompt = promptMessagesAt(row.context, 'context')
  const items = listOf(row.completions, 'completions').map((item, index) => rankedAt(item, `completions[${index}]`))
  if (items.length < 2) refuseLine('COMPLETIONS_TOO_FEW', 'completions', { count: items.length })
  const ranks = ranksOfScores(items.map(({ rank }) => -rank))
  return { prompt, completions: items.map(({ text }) => ({ text })), ranks }
}

function rankedAt(value: unknown, path: string): { text: string; rank: number } {
  const item = objectOf(value, path)
  if (!Number.isSafeInteger(item.rank)) refuse(`${path}.rank`, 'must be a whole number')
  const text = answerTextOf(messagesAt(item.completion, `${path}.completion`), `${path}.completion`)
  return { text, rank: item.rank as number }
}
