export { deliverWebhook } from './deliver-webhook.ts'
export { isPublicAddress } from './is-public-address.ts'
export { sendWebhook } from './send-webhook.ts'
