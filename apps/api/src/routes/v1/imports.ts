import { importListItem, importPreview, importReport, projectReference } from '@plackett/contracts'
import { listImports } from '@plackett/core'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { receiveImport, receivePreview, takeFiles, uploadQuery } from '../upload.ts'

export const imports: FastifyPluginAsync = async (v1) => {
  takeFiles(v1)

  v1.get(
    '/projects/:projectId/imports',
    {
      schema: {
        summary: 'The imports of a project, the newest first',
        params: projectReference,
        response: { 200: z.array(importListItem) },
      },
    },
    ({ scope, params }) => listImports(scope, projectReference.parse(params)),
  )

  v1.post(
    '/projects/:projectId/imports',
    {
      schema: {
        summary: 'Import prompts to rank, or rankings in any of the formats; the body is the file',
        params: projectReference,
        headers: z.object({ 'idempotency-key': z.string().min(8).max(128) }),
        querystring: uploadQuery,
        response: { 200: importReport, 201: importReport },
      },
      // The route reads its own query, as its twin for people does.
      validatorCompiler: () => () => true,
    },
    receiveImport,
  )

  v1.post(
    '/projects/:projectId/imports/preview',
    {
      schema: {
        summary: 'How a file, or its beginning, would be read',
        params: projectReference,
        querystring: uploadQuery,
        response: { 200: importPreview },
      },
      validatorCompiler: () => () => true,
    },
    receivePreview,
  )
}
