import { type DatasetVersion, datasetCounts, versionLineage, versionSettings } from '@plackett/contracts'
import type { DatasetVersion as DatasetVersionRow } from '@plackett/db'

/** A row as the contract has it; versions from before there were settings let near duplicates part. */
export function datasetVersionOf({ counts, settings, lineage, ...row }: DatasetVersionRow): DatasetVersion {
  const { trainShare, seed } = row
  return {
    ...row,
    settings: versionSettings.parse(settings ?? { trainShare, seed, nearDuplicates: null }),
    counts: datasetCounts.parse(counts),
    lineage: lineage === null ? null : versionLineage.parse(lineage),
  }
}
