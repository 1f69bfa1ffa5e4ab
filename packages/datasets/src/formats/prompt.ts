import { maxCompletions, type PromptRecord } from '@plackett/contracts'
import { completionsOf } from '../fields/completions.ts'
import type { JsonObject } from '../fields/json.ts'
import { promptOf } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { nameOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'

/** One line of an upload: a prompt with its completions to rank. Throws AppError with the path of what is wrong. */
export function parsePrompt(row: JsonObject): PromptRecord {
  return onlyGiven({
    id: nameOf(row.id, 'id'),
    prompt: promptOf(row.prompt),
    completions: completionsOf(row.completions, maxCompletions),
    group: nameOf(row.group, 'group'),
    language: languageOf(row.language),
  })
}

function languageOf(value: unknown): string | undefined {
  const language = nameOf(value, 'language')
  if (language !== undefined && language.length < 2) refuse('language', 'must be a language tag such as "en" or "zh"')
  return language
}
