import {
  createProjectInput,
  project,
  projectProgress,
  projectReference,
  projectSummary,
  updateProjectInput,
} from '@plackett/contracts'
import { createProject, listProjects, updateProject, viewProgress, viewProject } from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'

export const projects: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects',
    { schema: { summary: 'The projects of who asks', response: { 200: z.array(projectSummary) } } },
    ({ scope }) => listProjects(scope),
  )

  v1.post(
    '/projects',
    { schema: { summary: 'Make a project', body: createProjectInput, response: { 201: project } } },
    async ({ scope, body }, reply) => reply.code(201).send(await createProject(scope, body)),
  )

  v1.get(
    '/projects/:projectId',
    { schema: { summary: 'One project', params: projectReference, response: { 200: project } } },
    ({ scope, params }) => viewProject(scope, params),
  )

  v1.patch(
    '/projects/:projectId',
    {
      schema: {
        summary: 'Change what is named of a project',
        params: projectReference,
        body: updateProjectInput.omit({ projectId: true }),
        response: { 200: project },
      },
    },
    ({ scope, params, body }) => updateProject(scope, { ...body, ...params }),
  )

  v1.get(
    '/projects/:projectId/progress',
    { schema: { summary: 'How far it is', params: projectReference, response: { 200: projectProgress } } },
    ({ scope, params }) => viewProgress(scope, params),
  )
}
