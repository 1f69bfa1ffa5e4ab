import { AppError, type LineError } from '@plackett/contracts'
import { isObject, type JsonObject } from '../fields/json.ts'
import type { Chunks, ReadOptions } from './chunks.ts'
import { lineErrorOf, refuseLine } from './line-error.ts'
import { readLines, type TextLine } from './read-lines.ts'

/** A row of a file before anybody knows what its fields mean. */
export type Row = { line: number; row: JsonObject } | { line: number; error: LineError }

/**
 * The objects of a file of JSON lines. A line that is none is yielded as its error.
 * Throws FILE_UNREADABLE for damaged gzip and FILE_EMPTY where there is no line at all.
 */
export async function* readJsonLines(chunks: Chunks, options: ReadOptions): AsyncGenerator<Row> {
  let lines = 0
  for await (const line of readLines(chunks, options)) {
    lines += 1
    yield rowOf(line)
  }
  if (lines === 0) throw new AppError('FILE_EMPTY', { file: options.file ?? 'input' })
}

function rowOf(read: TextLine): Row {
  if ('error' in read) return read
  try {
    return { line: read.line, row: parseObject(read.text) }
  } catch (error) {
    return { line: read.line, error: lineErrorOf(read.line, error) }
  }
}

/** Parses a JSON object. Throws LINE_NOT_JSON or LINE_NOT_OBJECT. */
export function parseObject(text: string): JsonObject {
  const value = parseJson(text)
  if (!isObject(value)) refuseLine('LINE_NOT_OBJECT', '')
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('LINE_NOT_JSON', { problem: (cause as SyntaxError).message }, { cause })
  }
}
