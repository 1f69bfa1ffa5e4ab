import type { TrainingMetric } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { type Claim, heldBy } from './claim.ts'
import { writeMetrics } from './write-metrics.ts'

export interface Progress extends TrainingMetric {
  totalSteps: number
}

/** Adds points to the run's curves, unless the claim was lost meanwhile. */
export async function recordProgress(scope: SystemScope, claim: Claim, points: Progress[]): Promise<void> {
  const last = points.at(-1)
  if (last === undefined) return
  await inTransaction(scope, async ({ db }) => {
    const { step, totalSteps } = last
    const { count } = await db.trainingRun.updateMany({ where: heldBy(claim), data: { step, totalSteps } })
    if (count === 1) await writeMetrics(db, claim.trainingRunId, points)
  })
}
