import { z } from 'zod'
import { id, pageInput } from './page.ts'

/** What a program can be told of. */
export const webhookEvents = [
  'ranking.submitted',
  'task.completed',
  'dataset_version.frozen',
  'training_run.finished',
  'reward_model.promoted',
] as const
export const webhookEvent = z.enum(webhookEvents)
export type WebhookEvent = z.infer<typeof webhookEvent>

export const createWebhookInput = z.object({
  projectId: id,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  events: z.array(webhookEvent).min(1).max(webhookEvents.length),
  /** May lead into the private network of the server; only the installation's owner may say so. */
  allowPrivate: z.boolean().default(false),
})
export type CreateWebhookInput = z.infer<typeof createWebhookInput>

export const webhook = z.object({
  id,
  url: z.string(),
  events: z.array(webhookEvent),
  allowPrivate: z.boolean(),
  /** Set when it was ended, by a person or by a receiver that answered 410 Gone. */
  endedAt: z.date().nullable(),
  createdAt: z.date(),
})
export type Webhook = z.infer<typeof webhook>

/** `secret` signs deliveries as Standard Webhooks do; it is shown once. */
export const createdWebhook = webhook.extend({ secret: z.string() })
export type CreatedWebhook = z.infer<typeof createdWebhook>

export const webhookReference = z.object({ webhookId: id })
export type WebhookReference = z.infer<typeof webhookReference>

export const deliveryReference = z.object({ deliveryId: id })
export type DeliveryReference = z.infer<typeof deliveryReference>

export const listDeliveriesInput = z.object({ webhookId: id, ...pageInput.shape })
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>

export const webhookDelivery = z.object({
  id,
  /** The message's own id, the same in every attempt and replay, by which a receiver knows it again. */
  messageId: z.string(),
  event: webhookEvent,
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.number().int(),
  /** The last answer's status, or what kept an answer from coming. */
  lastStatus: z.number().int().nullable(),
  lastProblem: z.string().nullable(),
  createdAt: z.date(),
  deliveredAt: z.date().nullable(),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>
