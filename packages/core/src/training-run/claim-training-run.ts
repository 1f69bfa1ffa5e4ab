import { type RewardTrainingConfig, rewardTrainingConfig } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { type Claim, claimSeconds, maxAttempts } from './claim.ts'

export interface ClaimedRun {
  id: string
  projectId: string
  datasetVersionId: string
  config: RewardTrainingConfig
  attempt: number
}

/**
 * Takes a run that waits, or whose worker is dead, in the one statement that changes its row; null where somebody has it or
 * it is over. The database's clock decides, so that workers on several machines agree.
 */
export async function claimTrainingRun({ db }: SystemScope, claim: Claim): Promise<ClaimedRun | null> {
  const [row] = await db.$queryRaw<ClaimedRun[]>`
    update "TrainingRun" set
      "status" = 'running', "workerId" = ${claim.workerId}, "attempt" = "attempt" + 1,
      "claimedUntil" = now() + make_interval(secs => ${claimSeconds}), "startedAt" = coalesce("startedAt", now())
    where "id" = ${claim.trainingRunId}::uuid and "attempt" < ${maxAttempts}
      and ("status" = 'queued' or ("status" = 'running' and "claimedUntil" < now()))
    returning "id", "projectId", "datasetVersionId", "config", "attempt"`
  return row ? { ...row, config: rewardTrainingConfig.parse(row.config) } : null
}
