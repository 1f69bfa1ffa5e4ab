import type { CompletionRecord, RankingRecord } from '@plackett/contracts'
import { isObject, type JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { promptOf } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse, refuseLine } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { ranksOfScores } from './ranks-of-scores.ts'

/**
 * Argilla records with a ranking question. Version 2 keeps responses by question, version 1 by user; a ranking is a
 * list of `{value, rank}` or, in the SDK of version 2, of names from best to worst. Each user's is a ranking.
 */
export const argilla: Format = {
  title: 'Argilla records with a ranking question',
  container: 'json',
  read: eachRow((row, loss) => rankingsOf(row, loss)),
}

interface Answer {
  path: string
  value: unknown
  annotator: string | undefined
}

function rankingsOf(row: JsonObject, loss: Loss): RankingRecord[] {
  const fields = objectOf(row.fields, 'fields')
  const prompt = promptOf(fields.prompt ?? fields.instruction, 'fields.prompt')
  const rankings = answersOf(row.responses, loss).filter(({ value }) => isRanking(value))
  if (rankings.length === 0) loss.note('a record that nobody ranked')
  const id = nameOf(row.id, 'id')
  return rankings.map(({ path, value, annotator }) => {
    const ranked = rankedAt(value, path)
    const completions = ranked.map(({ name }) => completionOf(fields, name, path))
    if (completions.length < 2) refuseLine('COMPLETIONS_TOO_FEW', path, { count: completions.length })
    return onlyGiven({ id, prompt, completions, ranks: ranksOfScores(ranked.map(({ rank }) => -rank)), annotator })
  })
}

function answersOf(responses: unknown, loss: Loss): Answer[] {
  if (responses === undefined || responses === null) return []
  return Array.isArray(responses) ? byUser(responses, loss) : byQuestion(objectOf(responses, 'responses'), loss)
}

function byUser(responses: readonly unknown[], loss: Loss): Answer[] {
  return responses.flatMap((item, index) => {
    const path = `responses[${index}]`
    const response = objectOf(item, path)
    if (!isGiven(response, loss)) return []
    const values = objectOf(response.values, `${path}.values`)
    const annotator = nameOf(response.user_id, `${path}.user_id`)
    return Object.entries(values).map(([question, value]) => ({
      path: `${path}.values.${question}.value`,
      value: isObject(value) ? value.value : value,
      annotator,
    }))
  })
}

function byQuestion(responses: JsonObject, loss: Loss): Answer[] {
  return Object.entries(responses).flatMap(([question, given]) =>
    listOf(given, `responses.${question}`).flatMap((item, index) => {
      const path = `responses.${question}[${index}]`
      const response = objectOf(item, path)
      if (!isGiven(response, loss)) return []
      return [{ path: `${path}.value`, value: response.value, annotator: nameOf(response.user_id, `${path}.user_id`) }]
    }),
  )
}

function isGiven({ status }: JsonObject, loss: Loss): boolean {
  const isSubmitted = status === undefined || status === null || status === 'submitted'
  if (!isSubmitted) loss.note('a response that was not submitted')
  return isSubmitted
}

/** Other questions of the same record are answered by texts, numbers or lists of labels, which look like names. */
function isRanking(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1
}

function rankedAt(value: unknown, path: string): { name: string; rank: number }[] {
  return listOf(value, path).map((item, index) => {
    if (typeof item === 'string') return { name: item, rank: index + 1 }
    const { value: name, rank } = objectOf(item, `${path}[${index}]`)
    if (!Number.isSafeInteger(rank)) refuse(`${path}[${index}].rank`, 'must be a whole number')
    return { name: textOf(name, `${path}[${index}].value`), rank: rank as number }
  })
}

/** Options are called like the fields that they stand for, but for dashes in place of underscores. */
function completionOf(fields: JsonObject, name: string, path: string): CompletionRecord {
  const plain = (text: string) => text.toLowerCase().replaceAll('_', '-')
  const field = Object.keys(fields).find((key) => plain(key) === plain(name))
  if (field === undefined) refuse(path, `ranks "${name.slice(0, 40)}", but there is no such field`)
  return { text: textOf(fields[field], `fields.${field}`) }
}
