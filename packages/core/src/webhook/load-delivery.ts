import type { SystemScope } from '../scope/scope.ts'

export interface PendingDelivery {
  messageId: string
  payload: unknown
  url: string
  secret: string
  allowPrivate: boolean
}

/** What is to be sent, or null where it was already, or its webhook has ended. */
export async function loadDelivery({ db }: SystemScope, deliveryId: string): Promise<PendingDelivery | null> {
  const row = await db.webhookDelivery.findUnique({ where: { id: deliveryId }, include: { webhook: true } })
  if (row === null || row.status !== 'pending' || row.webhook.endedAt !== null) return null
  const { url, secret, allowPrivate } = row.webhook
  return { messageId: row.messageId, payload: row.payload, url, secret, allowPrivate }
}
