import { AppError, type TrainingRun, type TrainingRunReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadTrainingRun } from './load-training-run.ts'
import { viewTrainingRun } from './view-training-run.ts'

/** Ends a run that waits or runs; its worker notices with its next heartbeat. Throws TRAINING_RUN_FINISHED. */
export async function cancelTrainingRun(scope: Scope, reference: TrainingRunReference): Promise<TrainingRun> {
  await loadTrainingRun(scope, 'training-run:start', reference.trainingRunId)
  const { count } = await scope.db.trainingRun.updateMany({
    where: { id: reference.trainingRunId, status: { in: ['queued', 'running'] } },
    data: { status: 'cancelled', finishedAt: scope.now(), workerId: null, claimedUntil: null },
  })
  if (count === 0) throw new AppError('TRAINING_RUN_FINISHED')
  return viewTrainingRun(scope, reference)
}
