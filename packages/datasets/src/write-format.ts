import { AppError, type RankingRecord } from '@plackett/contracts'
import type { Format } from './formats/format.ts'
import { type FormatName, formats } from './formats/table.ts'
import type { Loss } from './loss.ts'

/**
 * Rankings as a file in one of the formats, piece by piece; `loss` takes note of what the format cannot hold.
 * Throws INVALID_INPUT for a format that is only read.
 */
export async function* writeFormat(
  name: FormatName,
  records: AsyncIterable<RankingRecord> | Iterable<RankingRecord>,
  loss: Loss,
): AsyncGenerator<string> {
  const { write }: Format = formats[name]
  if (write === undefined) throw new AppError('INVALID_INPUT', { problem: `the format ${name} can only be read` })
  for await (const record of records) {
    for (const row of write(record, loss)) yield `${JSON.stringify(row)}\n`
  }
}
