import type { SystemScope } from '../scope/scope.ts'
import { deliveryAttempts } from './queue-delivery.ts'

/** What came of an attempt: the answer's status, or why there was none. */
export interface Attempt {
  status: number | null
  problem: string | null
}

/** Notes an attempt; true where it arrived. 410 Gone ends the webhook, and the last attempt of all the delivery. */
export async function noteAttempt(
  { db, now }: SystemScope,
  deliveryId: string,
  { status, problem }: Attempt,
): Promise<boolean> {
  const arrived = status !== null && status >= 200 && status < 300
  const row = await db.webhookDelivery.update({
    where: { id: deliveryId },
    data: {
      ...{ attempts: { increment: 1 }, lastStatus: status, lastProblem: problem },
      ...(arrived && { status: 'delivered', deliveredAt: now() }),
    },
  })
  if (status === 410) await db.webhook.update({ where: { id: row.webhookId }, data: { endedAt: now() } })
  if (!arrived && (status === 410 || row.attempts >= deliveryAttempts)) {
    await db.webhookDelivery.update({ where: { id: deliveryId }, data: { status: 'failed' } })
  }
  return arrived || status === 410
}
