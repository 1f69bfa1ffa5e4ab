import {
  projectReference,
  startTrainingRunInput,
  trainingMetric,
  trainingRun,
  trainingRunReference,
} from '@plackett/contracts'
import {
  cancelTrainingRun,
  listTrainingMetrics,
  listTrainingRuns,
  startTrainingRun,
  viewTrainingRun,
} from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'

export const trainingRuns: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/training-runs',
    {
      schema: {
        summary: 'The training runs of a project, the newest first',
        params: projectReference,
        response: { 200: z.array(trainingRun) },
      },
    },
    ({ scope, params }) => listTrainingRuns(scope, params),
  )

  v1.post(
    '/projects/:projectId/training-runs',
    {
      schema: {
        summary: 'Train a reward model on a frozen version',
        params: projectReference,
        body: startTrainingRunInput.omit({ projectId: true }),
        response: { 201: trainingRun },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await startTrainingRun(scope, { ...body, ...params })),
  )

  v1.get(
    '/training-runs/:trainingRunId',
    { schema: { summary: 'One run as it stands', params: trainingRunReference, response: { 200: trainingRun } } },
    ({ scope, params }) => viewTrainingRun(scope, params),
  )

  v1.get(
    '/training-runs/:trainingRunId/metrics',
    {
      schema: {
        summary: 'The points of its curves',
        params: trainingRunReference,
        querystring: z.object({ afterStep: z.coerce.number().int().optional() }),
        response: { 200: z.array(trainingMetric) },
      },
    },
    ({ scope, params, query }) => listTrainingMetrics(scope, { ...query, ...params }),
  )

  v1.post(
    '/training-runs/:trainingRunId/cancel',
    { schema: { summary: 'End a run', params: trainingRunReference, response: { 200: trainingRun } } },
    ({ scope, params }) => cancelTrainingRun(scope, params),
  )
}
