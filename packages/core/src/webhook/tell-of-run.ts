import type { SystemScope } from '../scope/scope.ts'
import { tellWebhooks } from './tell-webhooks.ts'

/** Tells that a run has ended, well or not. */
export async function tellOfRun(scope: SystemScope, trainingRunId: string): Promise<void> {
  const run = await scope.db.trainingRun.findUniqueOrThrow({
    where: { id: trainingRunId },
    include: { rewardModel: true },
  })
  await tellWebhooks(scope, {
    projectId: run.projectId,
    event: 'training_run.finished',
    data: { trainingRunId, status: run.status, errorCode: run.errorCode, rewardModelId: run.rewardModel?.id ?? null },
  })
}
