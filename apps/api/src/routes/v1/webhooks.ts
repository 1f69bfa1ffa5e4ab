import {
  createdWebhook,
  createWebhookInput,
  deliveryReference,
  pageOf,
  projectReference,
  webhook,
  webhookDelivery,
  webhookReference,
} from '@plackett/contracts'
import { createWebhook, endWebhook, listDeliveries, listWebhooks, replayDelivery } from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { pageQuery } from './page-query.ts'

export const webhooks: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/webhooks',
    {
      schema: {
        summary: 'The webhooks of a project, ended ones too',
        params: projectReference,
        response: { 200: z.array(webhook) },
      },
    },
    ({ scope, params }) => listWebhooks(scope, params),
  )

  v1.post(
    '/projects/:projectId/webhooks',
    {
      schema: {
        summary: 'Be told of events; the secret that signs them is answered once',
        params: projectReference,
        body: createWebhookInput.omit({ projectId: true }),
        response: { 201: createdWebhook },
      },
    },
    async ({ scope, params, body }, reply) => reply.code(201).send(await createWebhook(scope, { ...body, ...params })),
  )

  v1.post(
    '/webhooks/:webhookId/end',
    { schema: { summary: 'Be told no more', params: webhookReference, response: { 200: webhook } } },
    ({ scope, params }) => endWebhook(scope, params),
  )

  v1.get(
    '/webhooks/:webhookId/deliveries',
    {
      schema: {
        summary: 'What was sent and what came of it, the newest first',
        params: webhookReference,
        querystring: pageQuery,
        response: { 200: pageOf(webhookDelivery) },
      },
    },
    ({ scope, params, query }) => listDeliveries(scope, { ...query, ...params }),
  )

  v1.post(
    '/deliveries/:deliveryId/replay',
    {
      schema: {
        summary: 'Send a message once more, under the id that it had',
        params: deliveryReference,
        response: { 201: webhookDelivery },
      },
    },
    async ({ scope, params }, reply) => reply.code(201).send(await replayDelivery(scope, params)),
  )
}
