import type { RankingRecord, Split } from '@plackett/contracts'
import { rankingRecordOf, readVersionParquet } from '@plackett/datasets'

/** The rankings in the file of a frozen version, of one side or of both, in their order. */
export async function* versionRecords(bytes: Uint8Array, split: Split | 'all'): AsyncGenerator<RankingRecord> {
  for await (const row of readVersionParquet(bytes)) {
    if (split === 'all' || row.split === split) yield rankingRecordOf(row)
  }
}
