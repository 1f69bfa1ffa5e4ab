import { maxCompletions, type PromptRecord, promptRecord } from '@plackett/contracts'
import { completionsOf } from '../fields/completions.ts'
import type { JsonObject } from '../fields/json.ts'
import { promptOf } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { filledTextOf, nameOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'

const mostPassages = 50

/** One line of an upload: a prompt with its completions to rank. Throws AppError with the path of what is wrong. */
export function parsePrompt(row: JsonObject): PromptRecord {
  const completions = completionsOf(row.completions, maxCompletions)
  return onlyGiven({
    id: nameOf(row.id, 'id'),
    prompt: promptOf(row.prompt),
    completions,
    gold: goldOf(row.gold, completions.length),
    group: nameOf(row.group, 'group'),
    language: languageOf(row.language),
    reference: nameOf(row.reference, 'reference'),
    context: passagesOf(row.context),
  })
}

function languageOf(value: unknown): string | undefined {
  const language = nameOf(value, 'language')
  if (language !== undefined && language.length < 2) refuse('language', 'must be a language tag such as "en" or "zh"')
  return language
}

/** One passage, or a list of them. */
function passagesOf(value: unknown): string[] | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const passages = Array.isArray(value) ? value : [value]
  if (passages.length > mostPassages)
    refuse('context', `takes at most ${mostPassages} passages; here are ${passages.length}`)
  return passages.map((passage, at) => filledTextOf(passage, Array.isArray(value) ? `context[${at}]` : 'context'))
}

const gold = promptRecord.shape.gold

/** The right ranks of a gold task: one for each completion, of two different values at least. */
function goldOf(value: unknown, completions: number): PromptRecord['gold'] {
  if (value === undefined || value === null) return undefined
  const parsed = gold.safeParse(value)
  if (!parsed.success || parsed.data === undefined) {
    return refuse('gold', 'must be an object with ranks, whole numbers from 1, and perhaps an explanation')
  }
  const { ranks } = parsed.data
  if (ranks.length !== completions) refuse('gold', `has ${ranks.length} ranks for ${completions} completions`)
  if (new Set(ranks).size < 2) refuse('gold', 'must put one completion above another')
  return parsed.data
}
