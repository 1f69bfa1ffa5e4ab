import type { DatasetCounts, PreviewDatasetVersionInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { planVersion } from './plan-version.ts'

/** What a version frozen now with these settings would count. */
export async function previewDatasetVersion(scope: Scope, wish: PreviewDatasetVersionInput): Promise<DatasetCounts> {
  await authorize(scope, 'dataset-version:view', wish)
  const { counts } = await inTransaction(scope, ({ db }) => planVersion(db, wish), {
    isolationLevel: 'RepeatableRead',
    timeout: 120_000,
  })
  return counts
}
