import type { SystemScope } from '../scope/scope.ts'
import { queueDelivery } from './queue-delivery.ts'

/** Queues deliveries of the time before there was a queue. Those that are queued already are left to their back-off. */
export async function sweepDeliveries({ db }: SystemScope): Promise<void> {
  const lost = await db.$queryRaw<{ id: string }[]>`
    select d."id" from "WebhookDelivery" d
    where d."status" = 'pending' and d."attempts" = 0
      and not exists (select from graphile_worker.jobs j where j.key = d."id"::text)
    order by d."id" limit 1000`
  for (const { id } of lost) await queueDelivery(db, id)
}
