import type { WebhookDelivery, WebhookEvent } from '@plackett/contracts'
import type { WebhookDelivery as DeliveryRow } from '@plackett/db'

/** A row as the contract has it. */
export function deliveryOf({ payload: _, webhookId: __, event, ...row }: DeliveryRow): WebhookDelivery {
  return { ...row, event: event as WebhookEvent }
}
