import { wordingOf } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { maxAttempts } from './claim.ts'
import { deliverTrainingRun } from './deliver-training-run.ts'

/**
 * What every worker does every few seconds: delivers again the runs that wait for one or whose worker died, and gives up
 * those that took their workers down too often.
 */
export async function sweepTrainingRuns({ db }: SystemScope): Promise<void> {
  await db.$executeRaw`
    update "TrainingRun" set
      "status" = 'failed', "workerId" = null, "claimedUntil" = null, "finishedAt" = now(),
      "errorCode" = 'TRAINING_INTERRUPTED',
      "errorMessage" = ${wordingOf('TRAINING_INTERRUPTED', { attempts: maxAttempts })}
    where "status" = 'running' and "claimedUntil" < now() and "attempt" >= ${maxAttempts}`
  for (const id of await undeliveredRuns(db)) await deliverTrainingRun(db, id)
}

/** Runs that somebody may claim. TrainingRun_status_claimedUntil_idx. */
async function undeliveredRuns(db: SystemScope['db']): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select "id" from "TrainingRun"
    where "status" = 'queued' or ("status" = 'running' and "claimedUntil" < now())
    order by "createdAt"`
  return rows.map(({ id }) => id)
}
