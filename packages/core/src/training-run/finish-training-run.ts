import type { RewardReport } from '@plackett/contracts'
import { registerRewardModel } from '../reward-model/register-reward-model.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { tellOfRun } from '../webhook/tell-of-run.ts'
import { type Claim, heldBy } from './claim.ts'

export interface FinishedRun {
  report: RewardReport
  /** Of the bundle in storage. */
  artefactHash: string
  codeVersion: string
}

/** Ends a run well and registers its model, both or neither; false where the claim was lost meanwhile. */
export function finishTrainingRun(scope: SystemScope, claim: Claim, finished: FinishedRun): Promise<boolean> {
  return inTransaction(scope, async (scope) => {
    const { count } = await scope.db.trainingRun.updateMany({
      where: heldBy(claim),
      data: {
        status: 'succeeded',
        report: finished.report,
        finishedAt: scope.now(),
        workerId: null,
        claimedUntil: null,
      },
    })
    if (count === 0) return false
    await registerRewardModel(scope, { trainingRunId: claim.trainingRunId, ...finished })
    await tellOfRun(scope, claim.trainingRunId)
    return true
  })
}
