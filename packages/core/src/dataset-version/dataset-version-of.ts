import { type DatasetVersion, datasetCounts } from '@plackett/contracts'
import type { DatasetVersion as DatasetVersionRow } from '@plackett/db'

/** A row as the contract has it. */
export function datasetVersionOf({ counts, ...row }: DatasetVersionRow): DatasetVersion {
  return { ...row, counts: datasetCounts.parse(counts) }
}
