import { AppError } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { readParquet } from '../parquet/read-parquet.ts'
import type { Chunks, ReadOptions } from './chunks.ts'
import type { Row } from './read-json-lines.ts'

/**
 * The rows of a Parquet file with their numbers from 1. The file itself is held in memory, because what its columns
 * are stands at its end. Throws FILE_UNREADABLE as readParquet does, FILE_EMPTY where it has no rows.
 */
export async function* readParquetRows(chunks: Chunks, { file = 'input' }: ReadOptions): AsyncGenerator<Row> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  let line = 0
  for await (const row of readParquet(Buffer.concat(all), { file })) {
    line += 1
    yield { line, row: plain(row) as JsonObject }
  }
  if (line === 0) throw new AppError('FILE_EMPTY', { file })
}

/** Values as JSON has them: 64-bit integers that fit become numbers. Parquet's schema bounds how deep they nest. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]))
}
