import { Readable } from 'node:stream'
import type { DatasetExport } from '@plackett/core'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Answers with a file to keep, as it is made. A file is the same each time, so a download that broke off goes on where it
 * was: `Range: bytes=N-` gives the rest, for as long as the version's file is the one that was begun (`If-Range`).
 */
export async function sendExport(
  reply: FastifyReply,
  { headers }: FastifyRequest,
  file: DatasetExport,
): Promise<FastifyReply> {
  void reply
    .header('content-disposition', `attachment; filename="${file.filename}"`)
    .header('cache-control', file.etag === null ? 'private, no-store' : 'private, no-cache')
    .type(file.contentType)
  if (file.etag === null) return reply.send(Readable.from(file.open()))
  const etag = `"${file.etag}"`
  void reply.header('accept-ranges', 'bytes').header('etag', etag)
  if (headers['if-none-match'] === etag) return reply.code(304).send()
  const start = startOf(headers.range)
  if (start === null || (headers['if-range'] ?? etag) !== etag) return reply.send(Readable.from(file.open()))
  const size = await sizeOf(file.open())
  if (start >= size) return reply.code(416).header('content-range', `bytes */${size}`).send()
  void reply
    .code(206)
    .header('content-range', `bytes ${start}-${size - 1}/${size}`)
    .header('content-length', size - start)
  return reply.send(Readable.from(rest(file.open(), start)))
}

/** The first byte that a `Range` to the end asks for; of any other range nothing is heard, as HTTP allows. */
function startOf(range: string | undefined): number | null {
  const start = /^bytes=(\d{1,15})-$/.exec(range ?? '')?.[1]
  return start === undefined ? null : Number(start)
}

async function sizeOf(output: AsyncIterable<string | Uint8Array>): Promise<number> {
  let size = 0
  for await (const part of output) size += Buffer.byteLength(part)
  return size
}

async function* rest(output: AsyncIterable<string | Uint8Array>, start: number): AsyncGenerator<Uint8Array> {
  let passed = 0
  for await (const part of output) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    if (passed + bytes.length > start) yield bytes.subarray(Math.max(0, start - passed))
    passed += bytes.length
  }
}
