import {
  AppError,
  columnMapping,
  type ImportReport,
  importReading,
  importSettings,
  wordingOf,
} from '@plackett/contracts'
import { importFile, previewImport } from '@plackett/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

const types = [
  'application/jsonl',
  'application/x-ndjson',
  'application/gzip',
  'application/octet-stream',
  'application/vnd.apache.parquet',
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
]

const uploadParams = z.object({ projectId: z.string() })

/** How a file is to be read, as the query of an upload says it; `mapping` is a JSON object. */
export const uploadQuery = importReading.extend({
  filename: z.string().max(255).optional(),
  mapping: z
    .string()
    .max(10_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('The mapping must be a JSON object.')
        return z.NEVER
      }
    })
    .pipe(columnMapping)
    .optional(),
  skipBadLines: z.stringbool().optional(),
  dryRun: z.stringbool().optional(),
})

/** Lets the routes of `app` take a file's bytes as they are, streamed, so that its size needs no memory. */
export function takeFiles(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(types, (_request, payload, done) => done(null, payload))
}

/** Imports the body of a request; its report, or a refusal with the report beside it. */
export async function receiveImport(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const settings = importSettings.parse({
    ...uploadQuery.parse(request.query),
    ...uploadParams.parse(request.params),
    idempotencyKey: request.headers['idempotency-key'],
  })
  const report = await importFile(request.scope, { ...settings, chunks: bytesOf(request) })
  if (report.isDryRun) return reply.send(report)
  return report.id === null ? reply.code(422).send(refusal(report)) : reply.code(201).send(report)
}

/** Answers how the body of a request, a file or its beginning, would be read. */
export function receivePreview(request: FastifyRequest) {
  const { projectId } = uploadParams.parse(request.params)
  return previewImport(request.scope, { ...uploadQuery.parse(request.query), projectId, chunks: bytesOf(request) })
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
