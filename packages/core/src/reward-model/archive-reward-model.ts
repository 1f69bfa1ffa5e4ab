import type { RewardModel, RewardModelReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { rewardModelOf } from './reward-model-of.ts'

/** Takes a version out of use; programs that name it exactly still get its scores. */
export async function archiveRewardModel(scope: Scope, { rewardModelId }: RewardModelReference): Promise<RewardModel> {
  await loadRewardModel(scope, 'reward-model:promote', rewardModelId)
  return rewardModelOf(await scope.db.rewardModel.update({ where: { id: rewardModelId }, data: { stage: 'archived' } }))
}
