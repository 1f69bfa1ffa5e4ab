import type { AppError } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { type Claim, heldBy } from './claim.ts'

/** Ends a run with the reason; a claim that was lost meanwhile ends nothing. */
export async function failTrainingRun({ db, now }: SystemScope, claim: Claim, error: AppError): Promise<void> {
  await db.trainingRun.updateMany({
    where: heldBy(claim),
    data: {
      status: 'failed',
      errorCode: error.code,
      errorMessage: error.message,
      finishedAt: now(),
      workerId: null,
      claimedUntil: null,
    },
  })
}
