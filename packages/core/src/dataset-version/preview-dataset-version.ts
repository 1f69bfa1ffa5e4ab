import { type DatasetCounts, freezeDatasetVersionInput, type ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { planVersion } from './plan-version.ts'

/** What a version frozen now with the default split would count. */
export async function previewDatasetVersion(scope: Scope, { projectId }: ProjectReference): Promise<DatasetCounts> {
  await authorize(scope, 'dataset-version:view', { projectId })
  const { trainShare, seed } = freezeDatasetVersionInput.pick({ trainShare: true, seed: true }).parse({})
  return (await planVersion(scope.db, projectId, { trainShare, seed })).counts
}
