import { AppError, type DatasetCounts, type DatasetVersion, type FreezeDatasetVersionInput } from '@plackett/contracts'
import { writeVersionParquet } from '@plackett/datasets'
import { authorize } from '../access/authorize.ts'
import { idOfActor } from '../scope/actor.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { datasetVersionOf } from './dataset-version-of.ts'
import { planVersion } from './plan-version.ts'
import { versionRows } from './version-rows.ts'

const snapshotMs = 10 * 60_000

/**
 * Freezes the rankings that count into a version: their rows as one Parquet file in storage, under the hash of its content,
 * and its number within the project. The same rankings and settings give the same file. Throws DATASET_EMPTY.
 */
export async function freezeDatasetVersion(scope: Scope, input: FreezeDatasetVersionInput): Promise<DatasetVersion> {
  await authorize(scope, 'dataset-version:freeze', input)
  return once({
    find: () => findVersion(scope, input),
    work: async () => {
      const { counts, bytes } = await snapshot(scope, input)
      const contentHash = await scope.storage.put(bytes)
      return insertVersion(scope, input, { counts, contentHash })
    },
  })
}

async function findVersion({ db }: Scope, input: FreezeDatasetVersionInput): Promise<DatasetVersion | null> {
  const { projectId, idempotencyKey, name, trainShare, seed } = input
  const row = await db.datasetVersion.findUnique({ where: { projectId_idempotencyKey: { projectId, idempotencyKey } } })
  if (row === null) return null
  const same = row.name === name && row.trainShare === trainShare && row.seed === seed
  if (!same) throw new AppError('IDEMPOTENCY_KEY_REUSED')
  return datasetVersionOf(row)
}

/** Everything is read in one repeatable-read transaction, so what people submit meanwhile is in whole or not at all. */
function snapshot(scope: Scope, { projectId, trainShare, seed }: FreezeDatasetVersionInput) {
  const read = async ({ db }: Scope) => {
    const plan = await planVersion(db, projectId, { trainShare, seed })
    if (plan.counts.comparisons === 0) throw new AppError('DATASET_EMPTY', { purpose: 'freeze' })
    return { counts: plan.counts, bytes: await writeVersionParquet(versionRows(db, { projectId, plan })) }
  }
  return inTransaction(scope, read, { isolationLevel: 'RepeatableRead', timeout: snapshotMs })
}

/** The project's row stays locked while the number is taken: of two at once the second waits and gets the next. */
function insertVersion(
  scope: Scope,
  { projectId, idempotencyKey, name, trainShare, seed }: FreezeDatasetVersionInput,
  content: { counts: DatasetCounts; contentHash: string },
): Promise<DatasetVersion> {
  return inTransaction(scope, async ({ db, actor, newId, now }) => {
    await db.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`
    const { _max } = await db.datasetVersion.aggregate({ where: { projectId }, _max: { number: true } })
    const number = (_max.number ?? 0) + 1
    const who = { id: newId(), createdById: idOfActor(actor), createdAt: now() }
    const data = { ...who, projectId, number, idempotencyKey, name, trainShare, seed, ...content }
    return datasetVersionOf(await db.datasetVersion.create({ data }))
  })
}
