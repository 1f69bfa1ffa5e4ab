import { AppError } from '@plackett/contracts'
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import { askingOf } from './asking-of.ts'
import { allDialects } from './dialects/all-dialects.ts'
import type { DialectRoute } from './dialects/dialect.ts'
import { parseJson } from './parse-json.ts'
import { readBody } from './read-body.ts'
import { replyError } from './reply-error.ts'
import type { ScorePluginOptions } from './score-plugin.types.ts'

const defaultBodyLimit = 16 * 1024 * 1024

/** The dialects that are switched on, and the answers to their errors, for any Fastify app; nothing outside it changes. */
export async function scorePlugin(app: FastifyInstance, options: ScorePluginOptions): Promise<void> {
  const { bodyLimit = defaultBodyLimit, dialects = allDialects.map(({ name }) => name) } = options
  app.removeAllContentTypeParsers()
  const parser = { parseAs: 'buffer', bodyLimit } as const
  app.addContentTypeParser('application/json', parser, readJson)
  // Triton's client names no type at all.
  app.addContentTypeParser('*', parser, async (request: FastifyRequest, body: Buffer) => {
    if (request.headers['content-type'] === undefined) return readJson(request, body)
    throw unsupported(request)
  })
  app.addContentTypeParser('application/octet-stream', parser, async (_: FastifyRequest, body: Buffer) => body)
  const routes = allDialects.filter(({ name }) => dialects.includes(name)).flatMap((dialect) => dialect.routes)
  for (const [address, sharing] of byAddress(routes)) mount(app, { address, sharing, options, bodyLimit })
}

/** Which routes want `METHOD path`, the one that takes what no other knows last. */
function byAddress(routes: readonly DialectRoute[]): Map<string, DialectRoute[]> {
  const found = new Map<string, DialectRoute[]>()
  for (const route of routes) {
    for (const path of route.paths) {
      const address = `${route.method} ${path}`
      found.set(address, [...(found.get(address) ?? []), route])
    }
  }
  for (const sharing of found.values()) sharing.sort((a, b) => Number(!a.isMine) - Number(!b.isMine))
  return found
}

interface Mounting {
  address: string
  sharing: readonly DialectRoute[]
  options: ScorePluginOptions
  bodyLimit: number
}

function mount(app: FastifyInstance, { address, sharing, options, bodyLimit }: Mounting): void {
  const [method, url] = address.split(' ') as [DialectRoute['method'], string]
  app.route({
    method,
    url,
    bodyLimit,
    schema: schemaOf(sharing),
    validatorCompiler: () => (value) => ({ value }),
    serializerCompiler: () => (value) => JSON.stringify(value),
    onRequest: (request) => options.authenticate(request),
    errorHandler: (error, request, reply) =>
      replyError(error, { request, reply, refuse: chosen(sharing, request.body).refuse }),
    handler: async (request, reply) => {
      const route = chosen(sharing, request.body)
      const body = readBody(route.body, bodyOf(route, request))
      const answer = await route.answer(body, askingOf(options, request, reply))
      if (Buffer.isBuffer(answer)) return reply.type('application/octet-stream').send(answer)
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
    },
  })
}

function chosen(sharing: readonly DialectRoute[], body: unknown): DialectRoute {
  return sharing.find(({ isMine }) => isMine?.(body) ?? true) ?? sharing.at(-1)!
}

function bodyOf({ read }: DialectRoute, { body, headers }: FastifyRequest): unknown {
  if (read) return read(body, headers)
  if (!Buffer.isBuffer(body)) return body
  throw unsupported({ headers })
}

/** Tensors may follow the JSON; the dialect that has them tells them apart. */
async function readJson({ headers }: FastifyRequest, body: Buffer): Promise<unknown> {
  return 'inference-header-content-length' in headers ? body : parseJson(body)
}

function unsupported({ headers }: Pick<FastifyRequest, 'headers'>): AppError {
  return new AppError('UNSUPPORTED_MEDIA_TYPE', { contentType: headers['content-type'] ?? '(none)' })
}

/** Only our own routes are described; the others follow what their clients' projects say. */
function schemaOf(sharing: readonly DialectRoute[]): FastifySchema {
  const own = sharing.find(({ response }) => response !== undefined)
  return own ? { body: own.body, response: { 200: own.response } } : ({ hide: true } as FastifySchema)
}
