import type { Database } from '../scope/scope.ts'

/** The task that workers answer to in the job queue. */
export const deliverWebhookTask = 'deliver-webhook'

/** With the queue's back-off of e^attempt seconds, at most six hours, the last attempt is a day after the first. */
export const deliveryAttempts = 13

/** Puts a delivery into the job queue, in the transaction of `db`; before there is a queue, the workers' sweep does. */
export async function queueDelivery(db: Database, deliveryId: string): Promise<void> {
  const [queue] = await db.$queryRaw<[{ exists: boolean }]>`
    select to_regclass('graphile_worker._private_jobs') is not null as "exists"`
  if (!queue.exists) return
  await db.$executeRaw`
    select graphile_worker.add_job(
      ${deliverWebhookTask}, json_build_object('deliveryId', ${deliveryId}::text),
      max_attempts => ${deliveryAttempts}::int, job_key => ${deliveryId}, job_key_mode => 'replace')`
}
