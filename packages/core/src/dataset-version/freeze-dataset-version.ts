import { isDeepStrictEqual } from 'node:util'
import {
  AppError,
  type DatasetCounts,
  type DatasetVersion,
  type FreezeDatasetVersionInput,
  type VersionLineage,
  type VersionSettings,
  versionSettings,
} from '@plackett/contracts'
import { writeVersionParquet } from '@plackett/datasets'
import { authorize } from '../access/authorize.ts'
import { idOfActor } from '../scope/actor.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { tellWebhooks } from '../webhook/tell-webhooks.ts'
import { datasetVersionOf } from './dataset-version-of.ts'
import { emptyLineage } from './lineage.ts'
import { planVersion } from './plan-version.ts'
import { versionRows } from './version-rows.ts'

const snapshotMs = 10 * 60_000

interface Snapshot {
  counts: DatasetCounts
  lineage: VersionLineage
  contentHash: string
}

/**
 * Freezes the rankings that a selection takes into a version: their rows as one Parquet file in storage, under the hash of
 * its content, and its number within the project. The same rankings and settings give the same file. Throws DATASET_EMPTY.
 */
export async function freezeDatasetVersion(scope: Scope, input: FreezeDatasetVersionInput): Promise<DatasetVersion> {
  await authorize(scope, 'dataset-version:freeze', input)
  return once({
    find: () => findVersion(scope, input),
    work: async () => insertVersion(scope, input, await snapshot(scope, input)),
  })
}

async function findVersion({ db }: Scope, input: FreezeDatasetVersionInput): Promise<DatasetVersion | null> {
  const { projectId, idempotencyKey, name } = input
  const row = await db.datasetVersion.findUnique({ where: { projectId_idempotencyKey: { projectId, idempotencyKey } } })
  if (row === null) return null
  const version = datasetVersionOf(row)
  const same = version.name === name && isDeepStrictEqual(version.settings, settingsOf(input))
  if (!same) throw new AppError('IDEMPOTENCY_KEY_REUSED')
  return version
}

/** The settings alone, as they are stored. */
function settingsOf(input: FreezeDatasetVersionInput): VersionSettings {
  return versionSettings.parse(input)
}

/** Everything is read in one repeatable-read transaction, so what people submit meanwhile is in whole or not at all. */
async function snapshot(scope: Scope, wish: FreezeDatasetVersionInput): Promise<Snapshot> {
  const read = async ({ db }: Scope) => {
    const lineage = emptyLineage()
    const plan = await planVersion(db, wish)
    if (plan.counts.comparisons === 0) throw new AppError('DATASET_EMPTY', { purpose: 'freeze' })
    return { counts: plan.counts, lineage, bytes: await writeVersionParquet(versionRows(db, { wish, plan, lineage })) }
  }
  const settings = { isolationLevel: 'RepeatableRead', timeout: snapshotMs } as const
  const { bytes, ...found } = await inTransaction(scope, read, settings)
  return { ...found, contentHash: await scope.storage.put(bytes) }
}

/** The project's row stays locked while the number is taken: of two at once the second waits and gets the next. */
function insertVersion(scope: Scope, input: FreezeDatasetVersionInput, content: Snapshot): Promise<DatasetVersion> {
  const { projectId, idempotencyKey, name, trainShare, seed, licence, notes } = input
  return inTransaction(scope, async (scope) => {
    const { db, actor, newId, now } = scope
    await db.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`
    const { _max } = await db.datasetVersion.aggregate({ where: { projectId }, _max: { number: true } })
    const number = (_max.number ?? 0) + 1
    const who = { id: newId(), createdById: idOfActor(actor), createdAt: now() }
    const said = { projectId, number, idempotencyKey, name, licence, notes, trainShare, seed }
    const settings = JSON.parse(JSON.stringify(settingsOf(input))) as object
    const data = { ...who, ...said, ...content, settings }
    const version = datasetVersionOf(await db.datasetVersion.create({ data }))
    const told = { datasetVersionId: version.id, number, contentHash: version.contentHash }
    await tellWebhooks(scope, { projectId, event: 'dataset_version.frozen', data: told })
    return version
  })
}
