import type { Database } from '../scope/scope.ts'

/** The task that workers answer to in the job queue. */
export const trainRewardModelTask = 'train-reward-model'

/**
 * Puts a run into the job queue, in the transaction of `db`. The queue only delivers: who runs it is decided by the claim on
 * the run's row, so one delivery too many does no harm, and one that is lost is made up for by the workers' sweep. Before the
 * first worker has set up its queue there is none to put anything into; the sweep then delivers.
 */
export async function deliverTrainingRun(db: Database, trainingRunId: string): Promise<void> {
  const [queue] = await db.$queryRaw<[{ exists: boolean }]>`
    select to_regclass('graphile_worker._private_jobs') is not null as "exists"`
  if (!queue.exists) return
  await db.$executeRaw`
    select graphile_worker.add_job(
      ${trainRewardModelTask}, json_build_object('trainingRunId', ${trainingRunId}::text),
      max_attempts => 1, job_key => ${trainingRunId}, job_key_mode => 'replace')`
}
