import { plackett } from './formats/plackett.ts'
import { type Records, rowsOf } from './formats/rows-of.ts'
import { trl } from './formats/trl.ts'
import { writeJsonLines } from './lines/write-json-lines.ts'
import { Loss } from './loss.ts'

/** Rankings as lines of our JSONL, one text with its newline for each. */
export function writeRankings(records: Records): AsyncGenerator<string> {
  return writeJsonLines(rowsOf(records, plackett.write, new Loss()))
}

/** The strict pairs of rankings as lines of a TRL preference dataset; see TrlPreference. */
export function writeTrlPreferences(records: Records): AsyncGenerator<string> {
  return writeJsonLines(rowsOf(records, trl.write, new Loss()))
}
