import {
  datasetVersion,
  datasetVersionDiff,
  datasetVersionReference,
  diffDatasetVersionsInput,
  exportInput,
  freezeDatasetVersionInput,
  projectReference,
} from '@plackett/contracts'
import {
  describeDatasetVersion,
  diffDatasetVersions,
  exportDatasetVersion,
  freezeDatasetVersion,
  listDatasetVersions,
  viewDatasetVersion,
} from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sendExport } from '../send-export.ts'

export const datasetVersions: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/dataset-versions',
    {
      schema: {
        summary: 'The frozen versions of a project, the newest first',
        params: projectReference,
        response: { 200: z.array(datasetVersion) },
      },
    },
    ({ scope, params }) => listDatasetVersions(scope, params),
  )

  v1.post(
    '/projects/:projectId/dataset-versions',
    {
      schema: {
        summary: 'Freeze the rankings as they stand',
        params: projectReference,
        body: freezeDatasetVersionInput.omit({ projectId: true }),
        response: { 201: datasetVersion },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await freezeDatasetVersion(scope, { ...body, ...params })),
  )

  v1.get(
    '/dataset-versions/:datasetVersionId',
    { schema: { summary: 'One version', params: datasetVersionReference, response: { 200: datasetVersion } } },
    ({ scope, params }) => viewDatasetVersion(scope, params),
  )

  v1.get(
    '/dataset-versions/:datasetVersionId/diff/:otherId',
    {
      schema: {
        summary: 'What another version of the project holds more, less and otherwise',
        params: diffDatasetVersionsInput,
        response: { 200: datasetVersionDiff },
      },
    },
    ({ scope, params }) => diffDatasetVersions(scope, params),
  )

  v1.get(
    '/dataset-versions/:datasetVersionId/card',
    { schema: { summary: 'The data card of a version, in Markdown', params: datasetVersionReference } },
    async ({ scope, params }, reply) =>
      reply.type('text/markdown; charset=utf-8').send(await describeDatasetVersion(scope, params)),
  )

  v1.get(
    '/dataset-versions/:datasetVersionId/export',
    {
      schema: {
        summary: 'A version as a file for a trainer, or raw; a download that broke off goes on by Range',
        params: datasetVersionReference,
        querystring: exportInput.omit({ datasetVersionId: true }),
      },
    },
    async (request, reply) =>
      sendExport(reply, request, await exportDatasetVersion(request.scope, { ...request.query, ...request.params })),
  )
}
