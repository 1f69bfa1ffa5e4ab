import type { TrainingMetric, TrainingMetricsInput } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadTrainingRun } from './load-training-run.ts'

/** The points of a run's curves by step, all of them or those after a step. */
export async function listTrainingMetrics(
  scope: Scope,
  { trainingRunId, afterStep }: TrainingMetricsInput,
): Promise<TrainingMetric[]> {
  await loadTrainingRun(scope, 'training-run:view', trainingRunId)
  return scope.db.trainingMetric.findMany({
    where: { trainingRunId, ...(afterStep !== undefined && { step: { gt: afterStep } }) },
    orderBy: { step: 'asc' },
  })
}
