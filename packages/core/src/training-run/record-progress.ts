import type { TrainingMetric } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { type Claim, heldBy } from './claim.ts'

export interface Progress extends TrainingMetric {
  totalSteps: number
}

/** Adds a point to the run's curves. A run that continues from a checkpoint writes its last points again, to the same values. */
export async function recordProgress(scope: SystemScope, claim: Claim, progress: Progress): Promise<void> {
  const { step, epoch, trainLoss, heldOutLoss, heldOutAccuracy, totalSteps } = progress
  await inTransaction(scope, async ({ db }) => {
    const { count } = await db.trainingRun.updateMany({ where: heldBy(claim), data: { step, totalSteps } })
    if (count === 0) return
    const point = { epoch, trainLoss, heldOutLoss, heldOutAccuracy }
    const key = { trainingRunId: claim.trainingRunId, step }
    await db.trainingMetric.upsert({ where: { trainingRunId_step: key }, create: { ...key, ...point }, update: point })
  })
}
