import type { RankingRecord } from '@plackett/contracts'
import { writeRanking } from './formats/ranking.ts'
import { trlPreferencesOf } from './formats/trl-rows.ts'

type Records = AsyncIterable<RankingRecord> | Iterable<RankingRecord>

/** Rankings as lines of our JSONL, one text with its newline for each. */
export async function* writeRankings(records: Records): AsyncGenerator<string> {
  for await (const record of records) yield writeRanking(record)
}

/** The strict pairs of rankings as lines of a TRL preference dataset; see trlPreferencesOf. */
export async function* writeTrlPreferences(records: Records): AsyncGenerator<string> {
  for await (const record of records) {
    for (const row of trlPreferencesOf(record)) yield `${JSON.stringify(row)}\n`
  }
}
