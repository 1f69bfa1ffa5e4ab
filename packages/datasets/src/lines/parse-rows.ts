import type { LineError } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { lineErrorOf } from './line-error.ts'
import type { Row } from './read-json-lines.ts'

export type Parsed<Record> = { line: number; record: Record } | { line: number; error: LineError }

/** Hands each row to `parse`, whose refusals (AppError) become the error of that line. */
export async function* parseRows<Record>(
  rows: AsyncIterable<Row>,
  parse: (row: JsonObject, line: number) => Record,
): AsyncGenerator<Parsed<Record>> {
  for await (const read of rows) yield 'error' in read ? read : parseRow(read, parse)
}

function parseRow<Record>(
  { line, row }: { line: number; row: JsonObject },
  parse: (row: JsonObject, line: number) => Record,
): Parsed<Record> {
  try {
    return { line, record: parse(row, line) }
  } catch (error) {
    return { line, error: lineErrorOf(line, error) }
  }
}
