import type { FastifyPluginAsync } from 'fastify'
import { receiveImport, receivePreview, takeFiles } from './upload.ts'

/** Uploads of who is logged in; their twins for programs are in v1/imports.ts. */
export const imports: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateSession)
  takeFiles(app)
  app.post('/api/projects/:projectId/imports', receiveImport)
  app.post('/api/projects/:projectId/imports/preview', receivePreview)
}
