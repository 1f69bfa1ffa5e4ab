import type { CompletionRecord, RankingRecord } from '@plackett/contracts'
import { isObject, type JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { filledTextOf, nameOf, textOf } from '../fields/text.ts'
import { refuseLine } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { ranksOfScores } from './ranks-of-scores.ts'

/**
 * UltraFeedback: completions of several models, each rated on four aspects. They are ranked by the mean of the aspect
 * ratings. `overall_score` only stands in where there are none: it is known to say 10 where its critique says 1.
 */
export const ultrafeedback: Format = {
  title: 'UltraFeedback (instruction, completions with ratings)',
  container: 'json',
  read: eachRow((row, loss) => [parseUltraFeedback(row, loss)]),
}

function parseUltraFeedback(row: JsonObject, loss: Loss): RankingRecord {
  const prompt = filledTextOf(row.instruction, 'instruction')
  const all = listOf(row.completions, 'completions').map((item, index) => ratedAt(item, `completions[${index}]`, loss))
  const rated = all.filter(({ score }) => score !== null)
  loss.note('a completion without a rating', all.length - rated.length)
  if (rated.length < 2) refuseLine('COMPLETIONS_TOO_FEW', 'completions', { count: rated.length })
  const ranks = ranksOfScores(rated.map(({ score }) => score ?? 0))
  return { prompt, completions: rated.map(({ completion }) => completion), ranks }
}

function ratedAt(value: unknown, path: string, loss: Loss): { completion: CompletionRecord; score: number | null } {
  const item = objectOf(value, path)
  const text = textOf(item.response, `${path}.response`)
  const model = nameOf(item.model, `${path}.model`)
  if (item.custom_system_prompt) loss.note('a system prompt that only one completion was given')
  return { completion: model === undefined ? { text } : { text, model }, score: scoreOf(item) }
}

function scoreOf(item: JsonObject): number | null {
  const aspects = isObject(item.annotations) ? Object.values(item.annotations) : []
  const ratings = aspects.map(ratingOf).filter((rating) => rating !== null)
  if (ratings.length > 0) return ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length
  return numberIn(item['fine-grained_score']) ?? numberIn(item.overall_score)
}

/** Ratings are texts, "N/A" where there is none; some releases wrap the aspect in a list. */
function ratingOf(aspect: unknown): number | null {
  const annotation = Array.isArray(aspect) ? aspect[0] : aspect
  return isObject(annotation) ? numberIn(annotation.Rating) : null
}

function numberIn(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const number = value === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
}
