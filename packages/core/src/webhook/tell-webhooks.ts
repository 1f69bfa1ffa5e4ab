import type { WebhookEvent } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { queueDelivery } from './queue-delivery.ts'

export interface Told {
  projectId: string
  event: WebhookEvent
  data: Record<string, string | number | null>
}

/**
 * Tells every webhook of the project that wants to know: a delivery each, in the transaction of what happened, so that one
 * does not come without the other.
 */
export async function tellWebhooks({ db, newId, now }: SystemScope, { projectId, event, data }: Told): Promise<void> {
  const webhooks = await db.webhook.findMany({ where: { projectId, endedAt: null, events: { has: event } } })
  for (const { id: webhookId } of webhooks) {
    const [id, createdAt] = [newId(), now()]
    const payload = { type: event, timestamp: createdAt.toISOString(), data: { projectId, ...data } }
    await db.webhookDelivery.create({ data: { id, webhookId, messageId: `msg_${id}`, event, payload, createdAt } })
    await queueDelivery(db, id)
  }
}
