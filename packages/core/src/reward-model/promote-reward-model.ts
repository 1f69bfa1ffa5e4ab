import type { RewardModel, RewardModelReference } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { tellWebhooks } from '../webhook/tell-webhooks.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { rewardModelOf } from './reward-model-of.ts'

/** Puts a version into production; the one that was there becomes a candidate again, so that going back is the same step. */
export async function promoteRewardModel(scope: Scope, { rewardModelId }: RewardModelReference): Promise<RewardModel> {
  const { name } = await loadRewardModel(scope, 'reward-model:promote', rewardModelId)
  return inTransaction(scope, async (scope) => {
    const { db, now } = scope
    // Locked in one order, so that of two promotions at once the second waits and then replaces the first.
    await db.$queryRaw`select 1 from "RewardModel" where "name" = ${name} order by "version" for update`
    await db.rewardModel.updateMany({
      where: { name, stage: 'production', id: { not: rewardModelId } },
      data: { stage: 'candidate' },
    })
    const data = { stage: 'production', promotedAt: now() } as const
    const model = rewardModelOf(await db.rewardModel.update({ where: { id: rewardModelId }, data }))
    const told = { rewardModelId, reference: model.reference }
    await tellWebhooks(scope, { projectId: model.projectId, event: 'reward_model.promoted', data: told })
    return model
  })
}
