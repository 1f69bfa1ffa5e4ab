import { isDeepStrictEqual } from 'node:util'
import { AppError, type StartTrainingRunInput, type TrainingRun } from '@plackett/contracts'
import { loadDatasetVersion } from '../dataset-version/load-dataset-version.ts'
import { idOfActor } from '../scope/actor.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { deliverTrainingRun } from './deliver-training-run.ts'
import { trainingRunOf, withModel } from './training-run-of.ts'

/** Queues a reward-model run on a frozen version. Throws DATASET_EMPTY where its training side has nothing to learn from. */
export async function startTrainingRun(scope: Scope, input: StartTrainingRunInput): Promise<TrainingRun> {
  const version = await loadDatasetVersion(scope, 'training-run:start', input.datasetVersionId)
  if (version.projectId !== input.projectId) throw new AppError('DATASET_VERSION_NOT_FOUND')
  const { train } = version.counts as { train: { comparisons: number } }
  if (train.comparisons === 0) throw new AppError('DATASET_EMPTY', { purpose: 'train on' })

  return once({ find: () => findRun(scope, input), work: () => insertRun(scope, input) })
}

async function findRun({ db }: Scope, input: StartTrainingRunInput): Promise<TrainingRun | null> {
  const { projectId, idempotencyKey, datasetVersionId, name, config } = input
  const where = { projectId_idempotencyKey: { projectId, idempotencyKey } }
  const row = await db.trainingRun.findUnique({ where, include: withModel })
  if (row === null) return null
  const same = row.datasetVersionId === datasetVersionId && row.name === name && isDeepStrictEqual(row.config, config)
  if (!same) throw new AppError('IDEMPOTENCY_KEY_REUSED')
  return trainingRunOf(row)
}

function insertRun(scope: Scope, input: StartTrainingRunInput): Promise<TrainingRun> {
  return inTransaction(scope, async ({ db, actor, newId, now }) => {
    const data = { id: newId(), ...input, createdById: idOfActor(actor), createdAt: now() }
    const row = await db.trainingRun.create({ data, include: withModel })
    await deliverTrainingRun(db, row.id)
    return trainingRunOf(row)
  })
}
