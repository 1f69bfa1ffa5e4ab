import type { TrainingRun, TrainingRunReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadTrainingRun } from './load-training-run.ts'
import { trainingRunOf } from './training-run-of.ts'

/** One run as it stands. */
export async function viewTrainingRun(scope: Scope, { trainingRunId }: TrainingRunReference): Promise<TrainingRun> {
  return trainingRunOf(await loadTrainingRun(scope, 'training-run:view', trainingRunId))
}
