import type { RankingRecord } from '@plackett/contracts'
import type { Loss } from '../loss.ts'
import type { Format } from './format.ts'

export type Records = AsyncIterable<RankingRecord> | Iterable<RankingRecord>

/** The rows of rankings, as a format writes them. */
export async function* rowsOf(
  records: Records,
  write: NonNullable<Format['write']>,
  loss: Loss,
): AsyncGenerator<object> {
  let number = 0
  for await (const record of records) {
    number += 1
    yield* write(record, loss, number)
  }
}
