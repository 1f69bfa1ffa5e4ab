import { datasetVersionReference, exportInput, projectReference } from '@plackett/contracts'
import { describeDatasetVersion, exportDatasetVersion, exportDemonstrations } from '@plackett/core'
import type { FastifyPluginAsync } from 'fastify'
import { sendExport } from './send-export.ts'

/** Downloads for who is logged in; their twins for programs are in v1/dataset-versions.ts and v1/demonstrations.ts. */
export const exports: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateSession)

  app.get<{ Params: { datasetVersionId: string } }>(
    '/api/dataset-versions/:datasetVersionId/export',
    async (request, reply) => {
      const input = exportInput.parse({ ...(request.query as object), ...request.params })
      return sendExport(reply, request, await exportDatasetVersion(request.scope, input))
    },
  )

  app.get('/api/dataset-versions/:datasetVersionId/card', async ({ scope, params }, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="README.md"')
      .type('text/markdown; charset=utf-8')
      .send(await describeDatasetVersion(scope, datasetVersionReference.parse(params))),
  )
  app.get('/api/projects/:projectId/demonstrations/export', async (request, reply) =>
    sendExport(reply, request, await exportDemonstrations(request.scope, projectReference.parse(request.params))),
  )
}
