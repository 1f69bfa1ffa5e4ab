import { loadDelivery, noteAttempt, type SystemScope } from '@plackett/core'
import { sendWebhook } from './send-webhook.ts'

/** Makes one attempt; throws where it did not arrive, so that the queue tries again later. */
export async function deliverWebhook(scope: SystemScope, deliveryId: string): Promise<void> {
  const delivery = await loadDelivery(scope, deliveryId)
  if (delivery === null) return
  const attempt = await sendWebhook(delivery, scope.now())
  if (!(await noteAttempt(scope, deliveryId, attempt))) {
    throw new Error(`The webhook was answered with ${attempt.status ?? attempt.problem}`)
  }
}
