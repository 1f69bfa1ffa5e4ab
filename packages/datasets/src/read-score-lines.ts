import type { Prompt, PromptRecord, RankingRecord } from '@plackett/contracts'
import { fieldsOf, type JsonObject } from './fields/json.ts'
import { messagesAt, promptOf } from './fields/messages.ts'
import { onlyGiven } from './fields/only-given.ts'
import { nameOf, textOf } from './fields/text.ts'
import { answerTextOf } from './formats/answer-text.ts'
import { parsePrompt } from './formats/prompt.ts'
import { parseRanking } from './formats/ranking.ts'
import { parseTrlPreference } from './formats/trl-preference.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { refuse } from './lines/line-error.ts'
import { type Parsed, parseRows } from './lines/parse-rows.ts'
import { readJsonLines } from './lines/read-json-lines.ts'

/** One completion to score. */
export interface ScoreItemRecord {
  id?: string
  prompt: Prompt
  completion: string
}

/** What a line asks to score: one completion, or all the completions of a prompt. */
export type ScoreLine = ScoreItemRecord | PromptRecord | RankingRecord

/**
 * Lines to score: `{prompt, completion}`, prompts with completions, rankings, or TRL preferences, told apart line by
 * line. A bad line is yielded as its error. Throws as readRankings does.
 */
export function readScoreLines(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Parsed<ScoreLine>> {
  return parseRows(readJsonLines(chunks, options), parseScoreLine)
}

function parseScoreLine(row: JsonObject): ScoreLine {
  if ('completion' in row) return parseItem(row)
  if ('ranks' in row) return parseRanking(row)
  if ('chosen' in row && 'rejected' in row) return parseTrlPreference(row)
  if ('completions' in row) return parsePrompt(row)
  refuse('', `The line must have "completion" or "completions", but has ${fieldsOf(row)}`)
}

function parseItem(row: JsonObject): ScoreItemRecord {
  const { completion } = row
  return onlyGiven({
    id: nameOf(row.id, 'id'),
    prompt: promptOf(row.prompt),
    completion: Array.isArray(completion)
      ? answerTextOf(messagesAt(completion, 'completion'), 'completion')
      : textOf(completion, 'completion'),
  })
}
