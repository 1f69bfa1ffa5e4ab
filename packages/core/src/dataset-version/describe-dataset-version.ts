import type { DatasetVersionReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { dataCard } from './data-card.ts'
import { datasetVersionOf } from './dataset-version-of.ts'
import { loadDatasetVersion } from './load-dataset-version.ts'

/** The data card of a version, in Markdown with the front matter that dataset hubs read. */
export async function describeDatasetVersion(
  scope: Scope,
  { datasetVersionId }: DatasetVersionReference,
): Promise<string> {
  const version = datasetVersionOf(await loadDatasetVersion(scope, 'dataset-version:view', datasetVersionId))
  const project = await scope.db.project.findUniqueOrThrow({ where: { id: version.projectId } })
  return dataCard({ version, project: project.name, description: project.description })
}
