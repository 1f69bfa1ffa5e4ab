import type { RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import type { Loss } from '../loss.ts'

/** Makes rankings of the rows of one file. */
export interface RowReader {
  /** The rankings that this row completes. Throws AppError, with the path of what is wrong, for a bad row. */
  take(row: JsonObject): RankingRecord[]
  /** The rankings that were still waiting for rows when the file ended. May throw as `take` does. */
  finish?(): RankingRecord[]
}

/** How the rows of a file are laid out: JSON lines (or one JSON list when read), CSV with a header, or Parquet. */
export type Container = 'json' | 'csv' | 'parquet'

/** A preference data format: what it is called, and how it is read and written where that makes sense. */
export interface Format {
  title: string
  container: Container
  /** What somebody who uses a written file has to know. */
  note?: string
  read?: (loss: Loss) => RowReader
  /** The rows of one ranking, the `number`th of the file from 1. */
  write?: (record: RankingRecord, loss: Loss, number: number) => object[]
}

/** A reader that needs one row at a time. */
export function eachRow(parse: (row: JsonObject, loss: Loss) => RankingRecord[]): (loss: Loss) => RowReader {
  return (loss) => ({ take: (row) => parse(row, loss) })
}
