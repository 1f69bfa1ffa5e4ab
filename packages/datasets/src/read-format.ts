import { AppError, type RankingRecord } from '@plackett/contracts'
import { requireRankable } from './fields/completions.ts'
import { type ColumnMapping, mapColumns } from './fields/map-columns.ts'
import type { Container, Format } from './formats/format.ts'
import { type FormatName, formats } from './formats/table.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { lineErrorOf } from './lines/line-error.ts'
import type { Parsed } from './lines/parse-rows.ts'
import { readCsvRows } from './lines/read-csv-rows.ts'
import type { Row } from './lines/read-json-lines.ts'
import { readJsonRows } from './lines/read-json-rows.ts'
import { readParquetRows } from './lines/read-parquet-rows.ts'
import type { Loss } from './loss.ts'

export interface ReadFormatOptions extends ReadOptions {
  /** Takes note of what the rows hold that a ranking cannot. */
  loss: Loss
  /** For files whose columns are called otherwise. */
  mapping?: ColumnMapping
}

/**
 * Rankings from a file in any of the formats. A bad row is yielded as its error and reading goes on; a row may make no
 * ranking, or several. Throws INVALID_INPUT for a format that is only written, else as readRankings does.
 */
export async function* readFormat(
  name: FormatName,
  chunks: Chunks,
  options: ReadFormatOptions,
): AsyncGenerator<Parsed<RankingRecord>> {
  const { read, container }: Format = formats[name]
  if (read === undefined) throw new AppError('INVALID_INPUT', { problem: `the format ${name} can only be written` })
  const { mapping } = options
  const reader = read(options.loss)
  let line = 1
  for await (const row of readContainer[container](chunks, options)) {
    line = row.line
    options.loss.at(line)
    if ('error' in row) yield row
    else yield* parsedAt(line, () => reader.take(mapping === undefined ? row.row : mapColumns(row.row, mapping)))
  }
  yield* parsedAt(line, () => reader.finish?.() ?? [])
}

const readContainer: Record<Container, (chunks: Chunks, options: ReadOptions) => AsyncGenerator<Row>> = {
  json: readJsonRows,
  csv: readCsvRows,
  parquet: readParquetRows,
}

function parsedAt(line: number, records: () => RankingRecord[]): Parsed<RankingRecord>[] {
  try {
    return records().map((record) => {
      requireRankable(record.completions.length)
      return { line, record }
    })
  } catch (error) {
    return [{ line, error: lineErrorOf(line, error) }]
  }
}
