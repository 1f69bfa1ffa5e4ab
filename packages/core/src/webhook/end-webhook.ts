import type { Webhook, WebhookReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadWebhook } from './load-webhook.ts'
import { webhookOf } from './webhook-of.ts'

/** Sends nothing more; what was sent stays in the log. */
export async function endWebhook(scope: Scope, { webhookId }: WebhookReference): Promise<Webhook> {
  const { endedAt } = await loadWebhook(scope, 'webhook:change', webhookId)
  const data = { endedAt: endedAt ?? scope.now() }
  return webhookOf(await scope.db.webhook.update({ where: { id: webhookId }, data }))
}
