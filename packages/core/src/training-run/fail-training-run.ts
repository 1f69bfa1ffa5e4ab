import type { AppError } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { tellOfRun } from '../webhook/tell-of-run.ts'
import { type Claim, heldBy } from './claim.ts'

/** Ends a run with the reason; a claim that was lost meanwhile ends nothing. */
export function failTrainingRun(scope: SystemScope, claim: Claim, error: AppError): Promise<void> {
  return inTransaction(scope, async (scope) => {
    const { count } = await scope.db.trainingRun.updateMany({
      where: heldBy(claim),
      data: {
        status: 'failed',
        errorCode: error.code,
        errorMessage: error.message,
        finishedAt: scope.now(),
        workerId: null,
        claimedUntil: null,
      },
    })
    if (count === 1) await tellOfRun(scope, claim.trainingRunId)
  })
}
