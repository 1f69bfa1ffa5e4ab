import type { ExportInput } from '@plackett/contracts'
import { writeRankings, writeTrlPreferences } from '@plackett/datasets'
import type { Scope } from '../scope/scope.ts'
import { loadDatasetVersion } from './load-dataset-version.ts'
import { versionRecords } from './version-records.ts'

const writers = { trl: writeTrlPreferences, plackett: writeRankings } as const

export interface DatasetExport {
  /** What the file should be called. */
  filename: string
  /** JSON lines, each with its newline. */
  lines: AsyncIterable<string>
}

/** A frozen version as JSON lines: TRL preferences (a line per strict comparison) or our own rankings. */
export async function exportDatasetVersion(scope: Scope, input: ExportInput): Promise<DatasetExport> {
  const { number, contentHash } = await loadDatasetVersion(scope, 'dataset-version:view', input.datasetVersionId)
  const records = versionRecords(await scope.storage.read(contentHash), input.split)
  const side = input.split === 'all' ? '' : `-${input.split}`
  return { filename: `dataset-v${number}${side}.${input.format}.jsonl`, lines: writers[input.format](records) }
}
