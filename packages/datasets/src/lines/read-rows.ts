import { AppError, type LineError } from '@plackett/contracts'
import { isObject, type JsonObject } from '../fields/json.ts'
import type { Chunks, ReadOptions } from './chunks.ts'
import { lineErrorOf, refuseLine } from './line-error.ts'
import { readLines } from './read-lines.ts'

export type Parsed<Record> = { line: number; record: Record } | { line: number; error: LineError }

/**
 * Reads JSON lines: each is parsed and handed to `parse`, whose refusals (AppError) become the error of that line.
 * Throws FILE_UNREADABLE for damaged gzip and FILE_EMPTY where there is no line at all.
 */
export async function* readRows<Record>(
  chunks: Chunks,
  options: ReadOptions,
  parse: (row: JsonObject, line: number) => Record,
): AsyncGenerator<Parsed<Record>> {
  let lines = 0
  for await (const read of readLines(chunks, options)) {
    lines += 1
    yield 'error' in read ? read : parseLine(read, parse)
  }
  if (lines === 0) throw new AppError('FILE_EMPTY')
}

function parseLine<Record>(
  { line, text }: { line: number; text: string },
  parse: (row: JsonObject, line: number) => Record,
): Parsed<Record> {
  try {
    return { line, record: parse(parseObject(text), line) }
  } catch (error) {
    return { line, error: lineErrorOf(line, error) }
  }
}

function parseObject(text: string): JsonObject {
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
