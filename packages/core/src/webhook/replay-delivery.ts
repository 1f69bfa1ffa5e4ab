import { AppError, type DeliveryReference, type WebhookDelivery } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { deliveryOf } from './delivery-of.ts'
import { loadWebhook } from './load-webhook.ts'
import { queueDelivery } from './queue-delivery.ts'

/** Sends a message once more, under the id that it had, so that a receiver who has it knows it again. */
export async function replayDelivery(scope: Scope, { deliveryId }: DeliveryReference): Promise<WebhookDelivery> {
  const sent = await scope.db.webhookDelivery.findUnique({ where: { id: deliveryId } })
  if (sent === null) throw new AppError('WEBHOOK_NOT_FOUND')
  const { endedAt } = await loadWebhook(scope, 'webhook:change', sent.webhookId)
  if (endedAt !== null) throw new AppError('WEBHOOK_NOT_FOUND')
  return inTransaction(scope, async ({ db, newId, now }) => {
    const { webhookId, messageId, event, payload } = sent
    const data = { id: newId(), webhookId, messageId, event, payload: payload as object, createdAt: now() }
    const row = await db.webhookDelivery.create({ data })
    await queueDelivery(db, row.id)
    return deliveryOf(row)
  })
}
