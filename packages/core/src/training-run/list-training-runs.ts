import type { ProjectReference, TrainingRun } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { withoutEvaluation } from '../reward-model/without-evaluation.ts'
import type { Scope } from '../scope/scope.ts'
import { trainingRunOf, withModel } from './training-run-of.ts'

/** The project's runs, the newest first; their reports without the whole evaluation. */
export async function listTrainingRuns(scope: Scope, { projectId }: ProjectReference): Promise<TrainingRun[]> {
  await authorize(scope, 'training-run:view', { projectId })
  const rows = await scope.db.trainingRun.findMany({
    where: { projectId },
    include: withModel,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(trainingRunOf).map((run) => ({ ...run, report: run.report && withoutEvaluation(run.report) }))
}
