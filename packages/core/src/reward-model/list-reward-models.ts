import type { ProjectReference, RewardModel } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { rewardModelOf } from './reward-model-of.ts'
import { withoutEvaluation } from './without-evaluation.ts'

/** The project's versions, the newest first; their reports without the whole evaluation. */
export async function listRewardModels(scope: Scope, { projectId }: ProjectReference): Promise<RewardModel[]> {
  await authorize(scope, 'reward-model:view', { projectId })
  const rows = await scope.db.rewardModel.findMany({
    where: { projectId },
    orderBy: [{ createdAt: 'desc' }, { version: 'desc' }],
  })
  return rows.map(rewardModelOf).map((model) => ({ ...model, report: withoutEvaluation(model.report) }))
}
