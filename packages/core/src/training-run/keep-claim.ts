import type { SystemScope } from '../scope/scope.ts'
import { type Claim, claimSeconds } from './claim.ts'

/** The worker's heartbeat; false where the run was cancelled or taken by another worker, and is to be left alone. */
export async function keepClaim({ db }: SystemScope, { trainingRunId, workerId }: Claim): Promise<boolean> {
  const count = await db.$executeRaw`
    update "TrainingRun" set "claimedUntil" = now() + make_interval(secs => ${claimSeconds})
    where "id" = ${trainingRunId}::uuid and "workerId" = ${workerId} and "status" = 'running'`
  return count === 1
}
