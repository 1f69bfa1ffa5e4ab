import type { DatasetVersion, DatasetVersionReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { datasetVersionOf } from './dataset-version-of.ts'
import { loadDatasetVersion } from './load-dataset-version.ts'

/** One frozen version. */
export async function viewDatasetVersion(
  scope: Scope,
  { datasetVersionId }: DatasetVersionReference,
): Promise<DatasetVersion> {
  return datasetVersionOf(await loadDatasetVersion(scope, 'dataset-version:view', datasetVersionId))
}
