import { AppError } from '@plackett/contracts'
import type { Container, Format } from './formats/format.ts'
import { type Records, rowsOf } from './formats/rows-of.ts'
import { type FormatName, formats } from './formats/table.ts'
import { writeCsv } from './lines/write-csv.ts'
import { writeJsonLines } from './lines/write-json-lines.ts'
import type { Loss } from './loss.ts'
import { writeRankingParquet } from './parquet/write-ranking-parquet.ts'

type Rows = AsyncIterable<object>

/**
 * Rankings as a file in one of the formats, piece by piece; `loss` takes note of what the format cannot hold.
 * Throws INVALID_INPUT for a format that is only read.
 */
export async function* writeFormat(
  name: FormatName,
  records: Records,
  loss: Loss,
): AsyncGenerator<string | Uint8Array> {
  const { write, container }: Format = formats[name]
  if (write === undefined) throw new AppError('INVALID_INPUT', { problem: `the format ${name} can only be read` })
  yield* writeContainer[container](rowsOf(records, write, loss))
}

const writeContainer: Record<Container, (rows: Rows) => AsyncGenerator<string | Uint8Array>> = {
  json: writeJsonLines,
  csv: writeCsv,
  parquet: writeRankingParquet,
}
