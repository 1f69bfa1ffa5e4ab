import { type RewardReport, rewardTrainingConfig } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { modelNameOf } from './model-name-of.ts'

export interface NewRewardModel {
  trainingRunId: string
  report: RewardReport
  artefactHash: string
  codeVersion: string
}

/** Enters what a run made into the registry, as the next version of the project's model. Call it in a transaction. */
export async function registerRewardModel(
  scope: SystemScope,
  { trainingRunId, ...model }: NewRewardModel,
): Promise<void> {
  const { db, newId, now } = scope
  const run = await db.trainingRun.findUniqueOrThrow({ where: { id: trainingRunId }, include: { project: true } })
  // Two runs that finish together wait for each other here, and get two versions, or two projects two names.
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext('plackett reward model name'))`
  const name = await modelNameOf(db, run.project)
  const { _max } = await db.rewardModel.aggregate({ where: { name }, _max: { version: true } })
  await db.rewardModel.create({
    data: {
      id: newId(),
      projectId: run.projectId,
      name,
      version: (_max.version ?? 0) + 1,
      backbone: rewardTrainingConfig.parse(run.config).backbone,
      datasetVersionId: run.datasetVersionId,
      trainingRunId,
      createdAt: now(),
      ...model,
    },
  })
}
