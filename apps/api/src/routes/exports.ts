import { exportInput } from '@plackett/contracts'
import { exportDatasetVersion } from '@plackett/core'
import type { FastifyPluginAsync } from 'fastify'
import { sendExport } from './send-export.ts'

/** The download of a dataset version for who is logged in; its twin for programs is in v1/dataset-versions.ts. */
export const exports: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateSession)
  app.get<{ Params: { datasetVersionId: string } }>(
    '/api/dataset-versions/:datasetVersionId/export',
    async ({ scope, params, query }, reply) =>
      sendExport(reply, await exportDatasetVersion(scope, exportInput.parse({ ...(query as object), ...params }))),
  )
}
