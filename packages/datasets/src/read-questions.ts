import type { Prompt } from '@plackett/contracts'
import type { JsonObject } from './fields/json.ts'
import { promptOf } from './fields/messages.ts'
import { onlyGiven } from './fields/only-given.ts'
import { nameOf } from './fields/text.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { type Parsed, parseRows } from './lines/parse-rows.ts'
import { readJsonLines } from './lines/read-json-lines.ts'

/** A prompt that nothing has been written to yet. */
export interface Question {
  id?: string
  prompt: Prompt
  group?: string
}

/** Lines with a `prompt`, whatever else they have. A bad line is yielded as its error. Throws as readRankings does. */
export function readQuestions(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Parsed<Question>> {
  return parseRows(readJsonLines(chunks, options), parseQuestion)
}

function parseQuestion({ id, prompt, group }: JsonObject): Question {
  return onlyGiven({ id: nameOf(id, 'id'), prompt: promptOf(prompt), group: nameOf(group, 'group') })
}
