import { member, memberReference, memberRole, projectReference } from '@plackett/contracts'
import { listMembers, removeMember, setMemberRole } from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'

export const members: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/members',
    {
      schema: { summary: 'The members of a project', params: projectReference, response: { 200: z.array(member) } },
    },
    ({ scope, params }) => listMembers(scope, params),
  )

  v1.put(
    '/projects/:projectId/members/:userId/role',
    {
      schema: {
        summary: 'Give a member another role',
        params: memberReference,
        body: memberRole.pick({ role: true }),
        response: { 204: z.null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      await setMemberRole(scope, { ...params, ...body })
      return reply.code(204).send(null)
    },
  )

  v1.delete(
    '/projects/:projectId/members/:userId',
    { schema: { summary: 'Take a member out of a project', params: memberReference, response: { 204: z.null() } } },
    async ({ scope, params }, reply) => {
      await removeMember(scope, params)
      return reply.code(204).send(null)
    },
  )
}
