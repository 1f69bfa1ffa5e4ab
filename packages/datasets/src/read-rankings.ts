import type { RankingRecord } from '@plackett/contracts'
import { fieldsOf, type JsonObject } from './fields/json.ts'
import { parseRanking } from './formats/ranking.ts'
import { parseTrlPreference } from './formats/trl-preference.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { refuseLine } from './lines/line-error.ts'
import { type Parsed, parseRows } from './lines/parse-rows.ts'
import { readJsonLines } from './lines/read-json-lines.ts'

/**
 * Rankings from JSON lines, plain or gzipped: our own lines and TRL preference rows, told apart by content, line by
 * line. A bad line is yielded as its error and reading goes on.
 * Throws FILE_UNREADABLE for damaged gzip, FILE_EMPTY for a file without lines.
 */
export function readRankings(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Parsed<RankingRecord>> {
  return parseRows(readJsonLines(chunks, options), parseRankingOrPreference)
}

function parseRankingOrPreference(row: JsonObject): RankingRecord {
  if ('ranks' in row) return parseRanking(row)
  if ('chosen' in row && 'rejected' in row) return parseTrlPreference(row)
  if ('completions' in row) return parseRanking(row)
  if ('chosen' in row || 'rejected' in row) return parseTrlPreference(row)
  refuseLine('LINE_FORMAT_UNKNOWN', '', { problem: `it has ${fieldsOf(row)}` })
}
