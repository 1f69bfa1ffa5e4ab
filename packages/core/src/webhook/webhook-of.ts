import type { Webhook, WebhookEvent } from '@plackett/contracts'
import type { Webhook as WebhookRow } from '@plackett/db'

/** A row as the contract has it, without its secret. */
export function webhookOf({ id, url, events, allowPrivate, endedAt, createdAt }: WebhookRow): Webhook {
  return { id, url, events: events as WebhookEvent[], allowPrivate, endedAt, createdAt }
}
