import {
  createdWebhook,
  createWebhookInput,
  deliveryReference,
  listDeliveriesInput,
  pageOf,
  projectReference,
  webhook,
  webhookDelivery,
  webhookReference,
} from '@plackett/contracts'
import { createWebhook, endWebhook, listDeliveries, listWebhooks, replayDelivery } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const webhookRouter = router({
  list: procedure
    .input(projectReference)
    .output(z.array(webhook))
    .query(({ ctx, input }) => listWebhooks(ctx.scope, input)),

  create: procedure
    .input(createWebhookInput)
    .output(createdWebhook)
    .mutation(({ ctx, input }) => createWebhook(ctx.scope, input)),

  end: procedure
    .input(webhookReference)
    .output(webhook)
    .mutation(({ ctx, input }) => endWebhook(ctx.scope, input)),

  deliveries: procedure
    .input(listDeliveriesInput)
    .output(pageOf(webhookDelivery))
    .query(({ ctx, input }) => listDeliveries(ctx.scope, input)),

  replay: procedure
    .input(deliveryReference)
    .output(webhookDelivery)
    .mutation(({ ctx, input }) => replayDelivery(ctx.scope, input)),
})
