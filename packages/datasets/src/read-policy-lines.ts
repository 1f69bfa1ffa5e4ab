import type { Prompt, RankingRecord } from '@plackett/contracts'
import { fieldsOf, type JsonObject, kindOf } from './fields/json.ts'
import { messagesAt, promptOf, requireOrder } from './fields/messages.ts'
import { onlyGiven } from './fields/only-given.ts'
import { nameOf, textOf } from './fields/text.ts'
import { answerTextOf } from './formats/answer-text.ts'
import { parseRanking } from './formats/ranking.ts'
import { parseTrlPreference } from './formats/trl-preference.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { refuse, refuseLine } from './lines/line-error.ts'
import { type Parsed, parseRows } from './lines/parse-rows.ts'
import { readJsonLines } from './lines/read-json-lines.ts'

/** A completion to learn from, such as a demonstration. */
export interface CompletionExample {
  readonly prompt: Prompt
  readonly completion: string
  /** Whether it is wanted; absent where nobody said. */
  readonly label?: boolean
  readonly group?: string
}

/** What a policy can learn from. */
export type PolicyLine = CompletionExample | RankingRecord

/**
 * Lines to train a policy on, told apart by content: `{prompt, completion}`, with `label` as TRL's unpaired preferences have
 * it; `{messages}`, of which the last is learnt; rankings; TRL preferences. A bad line is yielded as its error. Throws as
 * readRankings does.
 */
export function readPolicyLines(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Parsed<PolicyLine>> {
  return parseRows(readJsonLines(chunks, options), parsePolicyLine)
}

function parsePolicyLine(row: JsonObject): PolicyLine {
  if ('ranks' in row) return parseRanking(row)
  if ('chosen' in row && 'rejected' in row) return parseTrlPreference(row)
  if ('completion' in row) return parseCompletion(row)
  if ('messages' in row) return parseMessages(row)
  refuseLine('LINE_FORMAT_UNKNOWN', '', { problem: `it has ${fieldsOf(row)}` })
}

function parseCompletion(row: JsonObject): CompletionExample {
  const { completion } = row
  return onlyGiven({
    prompt: promptOf(row.prompt),
    completion: Array.isArray(completion)
      ? answerTextOf(messagesAt(completion, 'completion'), 'completion')
      : textOf(completion, 'completion'),
    label: labelOf(row.label),
    group: nameOf(row.group, 'group'),
  })
}

function labelOf(label: unknown): boolean | undefined {
  if (label === undefined || label === null) return undefined
  if (typeof label !== 'boolean') refuse('label', `must be true or false, but is ${kindOf(label)}`)
  return label
}

function parseMessages(row: JsonObject): CompletionExample {
  const messages = messagesAt(row.messages, 'messages')
  const last = messages.at(-1)
  if (last?.role !== 'assistant') refuse('messages', 'must end with the assistant')
  const prompt = messages.slice(0, -1)
  if (prompt.length === 0) refuse('messages', 'has nothing before the answer')
  requireOrder(prompt, 'messages')
  return onlyGiven({ prompt, completion: last.content, label: labelOf(row.label), group: nameOf(row.group, 'group') })
}
