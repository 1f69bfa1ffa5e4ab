import { AppError, type RankingRecord } from '@plackett/contracts'
import type { Format, RowReader } from './formats/format.ts'
import { type FormatName, formats } from './formats/table.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { lineErrorOf } from './lines/line-error.ts'
import type { Parsed } from './lines/parse-rows.ts'
import type { Row } from './lines/read-json-lines.ts'
import { readJsonRows } from './lines/read-json-rows.ts'
import type { Loss } from './loss.ts'

export interface ReadFormatOptions extends ReadOptions {
  /** Takes note of what the rows hold that a ranking cannot. */
  loss: Loss
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
  const { read }: Format = formats[name]
  if (read === undefined) throw new AppError('INVALID_INPUT', { problem: `the format ${name} can only be written` })
  const reader = read(options.loss)
  let line = 1
  for await (const row of readJsonRows(chunks, options)) {
    line = row.line
    yield* take(reader, row)
  }
  for (const record of reader.finish?.() ?? []) yield { line, record }
}

function take(reader: RowReader, read: Row): Parsed<RankingRecord>[] {
  if ('error' in read) return [read]
  const { line, row } = read
  try {
    return reader.take(row).map((record) => ({ line, record }))
  } catch (error) {
    return [{ line, error: lineErrorOf(line, error) }]
  }
}
