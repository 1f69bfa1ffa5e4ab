import type { CompletionRecord, RankingRecord } from '@plackett/contracts'
import { isObject, type JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { promptOf } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse, refuseLine } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'

/**
 * Label Studio's JSON export: tasks with annotations. A `ranker` result orders the items of a list (or of its buckets),
 * a `pairwise` result selects the left or the right text. Each annotation that has one is a ranking.
 */
export const labelStudio: Format = {
  title: 'Label Studio JSON export (ranker, pairwise)',
  container: 'json',
  read: eachRow((row, loss) => rankingsOf(row, loss)),
}

type Ranked = Pick<RankingRecord, 'completions' | 'ranks'>

function rankingsOf(row: JsonObject, loss: Loss): RankingRecord[] {
  const data = objectOf(row.data, 'data')
  const prompt = promptOf(data.prompt ?? data.question ?? data.instruction ?? data.text, 'data.prompt')
  const id = nameOf(row.id, 'id')
  return listOf(row.annotations, 'annotations').flatMap((item, index) => {
    const path = `annotations[${index}]`
    const annotation = objectOf(item, path)
    const annotator = annotatorOf(annotation.completed_by, `${path}.completed_by`)
    if (annotation.was_cancelled === true) {
      loss.note('a cancelled annotation')
      return []
    }
    return rankedIn(annotation, path, { data, loss }).map((ranked) => onlyGiven({ id, prompt, ...ranked, annotator }))
  })
}

/** A number in small exports, a user in full ones. */
function annotatorOf(value: unknown, path: string): string | undefined {
  return isObject(value) ? nameOf(value.id, `${path}.id`) : nameOf(value, path)
}

function rankedIn(annotation: JsonObject, path: string, { data, loss }: { data: JsonObject; loss: Loss }): Ranked[] {
  const results = listOf(annotation.result, `${path}.result`)
  const ranked = results.flatMap((item, index) => {
    const at = `${path}.result[${index}]`
    const { type, value } = objectOf(item, at)
    if (type === 'ranker') return [rankerAt(value, `${at}.value`, data)]
    if (type === 'pairwise') return [pairwiseAt(value, `${at}.value`, data)]
    return []
  })
  if (ranked.length === 0) loss.note('an annotation without a ranking (untouched, or a tie that the tool cannot store)')
  return ranked
}

function pairwiseAt(value: unknown, path: string, data: JsonObject): Ranked {
  const { selected } = objectOf(value, path)
  if (selected !== 'left' && selected !== 'right') refuse(`${path}.selected`, 'must be left or right')
  const names = pairNames.find(([left, right]) => left in data && right in data)
  if (names === undefined) refuse('data', `must have one of ${pairNames.map((pair) => pair.join(' and ')).join(', ')}`)
  const completions = names.map((name) => ({ text: textOf(data[name], `data.${name}`) }))
  return { completions, ranks: selected === 'left' ? [1, 2] : [2, 1] }
}

/** What the tool's own templates call the two texts. */
const pairNames = [
  ['answer1', 'answer2'],
  ['text1', 'text2'],
  ['response1', 'response2'],
  ['left', 'right'],
] as const

/** Ids from best to worst; in buckets, all of an earlier bucket are better, and "_" holds what was not placed. */
function rankerAt(value: unknown, path: string, data: JsonObject): Ranked {
  const ranker = isObject(value) ? (value.ranker ?? value) : value
  const { rank, ...others } = isObject(ranker) ? ranker : { rank: ranker }
  const ids = listOf(rank ?? Object.entries(others).flatMap(([bucket, placed]) => (bucket === '_' ? [] : placed)), path)
  if (ids.length < 2) refuseLine('COMPLETIONS_TOO_FEW', path, { count: ids.length })
  const completions = ids.map((id, index) => itemOf(data, nameOf(id, `${path}[${index}]`) ?? '', path))
  return { completions, ranks: ids.map((_, index) => index + 1) }
}

/** The list in the task's data that has an item with this id. */
function itemOf(data: JsonObject, id: string, path: string): CompletionRecord {
  for (const [name, list] of Object.entries(data)) {
    const items = Array.isArray(list) ? list.filter(isObject) : []
    const item = items.find((candidate) => nameOf(candidate.id, `data.${name}`) === id)
    if (item === undefined) continue
    const text = textOf(item.body ?? item.text ?? item.html ?? item.title, `data.${name}`)
    const model = nameOf(item.model, `data.${name}`)
    return model === undefined ? { text } : { text, model }
  }
  return refuse(path, `ranks "${id.slice(0, 40)}", but no list of the task has such an item`)
}
