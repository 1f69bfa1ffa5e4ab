import type { RankingRecord } from '@plackett/contracts'
import { Loss } from './loss.ts'
import { writeFormat } from './write-format.ts'

type Records = AsyncIterable<RankingRecord> | Iterable<RankingRecord>

/** Rankings as lines of our JSONL, one text with its newline for each. */
export function writeRankings(records: Records): AsyncGenerator<string> {
  return writeFormat('plackett', records, new Loss())
}

/** The strict pairs of rankings as lines of a TRL preference dataset; see TrlPreference. */
export function writeTrlPreferences(records: Records): AsyncGenerator<string> {
  return writeFormat('trl', records, new Loss())
}
