import type { ListDeliveriesInput, Page, WebhookDelivery } from '@plackett/contracts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'
import { deliveryOf } from './delivery-of.ts'
import { loadWebhook } from './load-webhook.ts'

/** What was sent to a webhook and what became of it, the newest first. */
export async function listDeliveries(
  scope: Scope,
  { webhookId, cursor, limit }: ListDeliveriesInput,
): Promise<Page<WebhookDelivery>> {
  await loadWebhook(scope, 'webhook:view', webhookId)
  const rows = await scope.db.webhookDelivery.findMany({
    where: { webhookId, ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return pageOfRows(rows.map(deliveryOf), limit)
}
