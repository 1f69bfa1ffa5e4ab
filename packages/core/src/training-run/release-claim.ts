import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { type Claim, heldBy } from './claim.ts'
import { deliverTrainingRun } from './deliver-training-run.ts'

/** Gives a run back that a worker cannot finish because it is asked to stop; that is no failed attempt. */
export async function releaseClaim(scope: SystemScope, claim: Claim): Promise<void> {
  await inTransaction(scope, async ({ db }) => {
    const { count } = await db.trainingRun.updateMany({
      where: heldBy(claim),
      data: { status: 'queued', workerId: null, claimedUntil: null, attempt: { decrement: 1 } },
    })
    if (count === 1) await deliverTrainingRun(db, claim.trainingRunId)
  })
}
