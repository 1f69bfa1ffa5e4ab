import type { TrainingMetric } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** Points of a run's curves. A run that continues from a checkpoint writes its last points again, to the same values. */
export async function writeMetrics(db: Database, trainingRunId: string, points: TrainingMetric[]): Promise<void> {
  await db.$executeRaw`
    insert into "TrainingMetric" ("trainingRunId", "step", "epoch", "trainLoss", "heldOutLoss", "heldOutAccuracy")
    select ${trainingRunId}::uuid, p."step", p."epoch", p."trainLoss", p."heldOutLoss", p."heldOutAccuracy"
    from json_to_recordset(${JSON.stringify(points)}::json) as p(
      "step" int, "epoch" float8, "trainLoss" float8, "heldOutLoss" float8, "heldOutAccuracy" float8)
    on conflict ("trainingRunId", "step") do update set
      "epoch" = excluded."epoch", "trainLoss" = excluded."trainLoss",
      "heldOutLoss" = excluded."heldOutLoss", "heldOutAccuracy" = excluded."heldOutAccuracy"`
}
