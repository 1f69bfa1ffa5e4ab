import { Readable } from 'node:stream'
import type { DatasetExport } from '@plackett/core'
import type { FastifyReply } from 'fastify'

/** Answers with a file to keep, line by line as it is read. */
export function sendExport(reply: FastifyReply, { filename, lines }: DatasetExport): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'private, no-store')
    .type('application/jsonl; charset=utf-8')
    .send(Readable.from(lines))
}
