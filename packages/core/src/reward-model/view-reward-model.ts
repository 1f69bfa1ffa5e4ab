import type { RewardModel, RewardModelReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { rewardModelOf } from './reward-model-of.ts'

/** One registered version. */
export async function viewRewardModel(scope: Scope, { rewardModelId }: RewardModelReference): Promise<RewardModel> {
  return rewardModelOf(await loadRewardModel(scope, 'reward-model:view', rewardModelId))
}
