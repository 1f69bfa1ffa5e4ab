import type { DatasetVersion, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { datasetVersionOf } from './dataset-version-of.ts'

/** The project's versions, the newest first. */
export async function listDatasetVersions(scope: Scope, { projectId }: ProjectReference): Promise<DatasetVersion[]> {
  await authorize(scope, 'dataset-version:view', { projectId })
  const rows = await scope.db.datasetVersion.findMany({ where: { projectId }, orderBy: { number: 'desc' } })
  return rows.map(datasetVersionOf)
}
