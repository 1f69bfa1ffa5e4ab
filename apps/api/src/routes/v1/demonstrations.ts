import {
  demonstration,
  listDemonstrationsInput,
  pageOf,
  projectReference,
  reviewDemonstrationInput,
  writeDemonstrationInput,
} from '@plackett/contracts'
import { exportDemonstrations, listDemonstrations, reviewDemonstration, writeDemonstration } from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sendExport } from '../send-export.ts'

const pageQuery = listDemonstrationsInput
  .pick({ status: true, cursor: true })
  .extend({ limit: z.coerce.number().int().min(1).max(200).default(50) })

export const demonstrations: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/demonstrations',
    {
      schema: {
        summary: 'The demonstrations of a project as they stand, the newest first',
        params: projectReference,
        querystring: pageQuery,
        response: { 200: pageOf(demonstration) },
      },
    },
    ({ scope, params, query }) => listDemonstrations(scope, { ...query, ...params, mine: false }),
  )

  v1.post(
    '/projects/:projectId/demonstrations',
    {
      schema: {
        summary: 'Write a demonstration, which then waits for review',
        params: projectReference,
        body: writeDemonstrationInput.omit({ projectId: true }),
        response: { 201: demonstration },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await writeDemonstration(scope, { ...body, ...params })),
  )

  v1.get(
    '/projects/:projectId/demonstrations/export',
    {
      schema: {
        summary: 'The approved demonstrations as JSON lines of prompt and completion, as TRL reads them',
        params: projectReference,
      },
    },
    async (request, reply) => sendExport(reply, request, await exportDemonstrations(request.scope, request.params)),
  )

  v1.post(
    '/demonstrations/:demonstrationId/review',
    {
      schema: {
        summary: 'Approve, return or reject a demonstration',
        params: z.object({ demonstrationId: z.uuid() }),
        body: z.object({
          decision: reviewDemonstrationInput.shape.decision,
          comment: reviewDemonstrationInput.shape.comment,
        }),
        response: { 200: demonstration },
      },
    },
    ({ scope, params, body }) => reviewDemonstration(scope, reviewDemonstrationInput.parse({ ...body, ...params })),
  )
}
