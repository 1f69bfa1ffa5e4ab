import { AppError, type ImportReport, importSettings, wordingOf } from '@plackett/contracts'
import { importPrompts } from '@plackett/core'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'

const types = [
  'application/jsonl',
  'application/x-ndjson',
  'application/gzip',
  'application/octet-stream',
  'text/plain',
]
const params = z.object({ projectId: z.string() })
const query = z.object({ filename: z.string().optional() })

/** The upload of a file of prompts: its bytes as they are, streamed, so that its size needs no memory. */
export const imports: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateSession)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(types, (_request, payload, done) => done(null, payload))

  app.post('/api/projects/:projectId/imports', async (request, reply) => {
    const report = await importPrompts(request.scope, { ...settingsOf(request), chunks: bytesOf(request) })
    return report.errorCount > 0 ? reply.code(422).send(refusal(report)) : reply.code(201).send(report)
  })
}

function settingsOf({ params: path, query: search, headers }: FastifyRequest) {
  return importSettings.parse({
    ...params.parse(path),
    ...query.parse(search),
    idempotencyKey: headers['idempotency-key'],
  })
}

function bytesOf({ body }: FastifyRequest): AsyncIterable<Uint8Array> {
  if (body === undefined || body === null) throw new AppError('FILE_EMPTY')
  return body as AsyncIterable<Uint8Array>
}

/** Says the first bad line as the error, and all of them in the report. */
function refusal(report: ImportReport) {
  const problem = `${report.errorCount} of ${report.lines} lines are not valid; nothing was imported`
  return { error: { code: 'LINE_INVALID', message: wordingOf('LINE_INVALID', { problem }) }, report }
}
