import { exportInput, projectReference } from '@plackett/contracts'
import { exportDatasetVersion, exportDemonstrations } from '@plackett/core'
import type { FastifyPluginAsync } from 'fastify'
import { sendExport } from './send-export.ts'

/** Downloads for who is logged in; their twins for programs are in v1/dataset-versions.ts and v1/demonstrations.ts. */
export const exports: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateSession)
  app.get<{ Params: { datasetVersionId: string } }>(
    '/api/dataset-versions/:datasetVersionId/export',
    async ({ scope, params, query }, reply) =>
      sendExport(reply, await exportDatasetVersion(scope, exportInput.parse({ ...(query as object), ...params }))),
  )
  app.get('/api/projects/:projectId/demonstrations/export', async ({ scope, params }, reply) =>
    sendExport(reply, await exportDemonstrations(scope, projectReference.parse(params))),
  )
}
