import { AppError } from '@plackett/contracts'
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import { askingOf } from './asking-of.ts'
import { allDialects } from './dialects/all-dialects.ts'
import type { DialectName, DialectRoute } from './dialects/dialect.ts'
import { parseJson } from './parse-json.ts'
import { readBody } from './read-body.ts'
import { appErrorOf, replyError } from './reply-error.ts'
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
  const routes = allDialects
    .filter(({ name }) => dialects.includes(name))
    .flatMap(({ name, routes }) => routes.map((route) => ({ ...route, dialect: name })))
  for (const [address, sharing] of byAddress(routes)) mount(app, { address, sharing, options, bodyLimit })
  mountMetrics(app, options)
}

interface SpokenRoute extends DialectRoute {
  dialect: DialectName
}

/** Which routes want `METHOD path`, the one that takes what no other knows last. */
function byAddress(routes: readonly SpokenRoute[]): Map<string, SpokenRoute[]> {
  const found = new Map<string, SpokenRoute[]>()
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
  sharing: readonly SpokenRoute[]
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
    errorHandler: (thrown, request, reply) => {
      const { dialect, refuse } = chosen(sharing, request.body)
      const error = appErrorOf(thrown, request)
      const outcome = request.raw.socket.destroyed ? 'gone' : error.code
      options.metrics?.countRequest(dialect, outcome, reply.elapsedTime)
      return replyError(error, { request, reply, refuse })
    },
    handler: async (request, reply) => {
      const route = chosen(sharing, request.body)
      const body = readBody(route.body, bodyOf(route, request))
      const answer = await route.answer(body, askingOf({ ...options, dialect: route.dialect }, request, reply))
      options.metrics?.countRequest(route.dialect, 'ok', reply.elapsedTime)
      if (Buffer.isBuffer(answer)) return reply.type('application/octet-stream').send(answer)
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
    },
  })
}

function mountMetrics(app: FastifyInstance, { metrics, authenticate }: ScorePluginOptions): void {
  if (!metrics) return
  app.get('/metrics', {
    schema: { hide: true } as FastifySchema,
    logLevel: 'silent',
    onRequest: (request) => authenticate(request),
    errorHandler: (error, request, reply) => replyError(error, { request, reply }),
    handler: async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  })
}

function chosen(sharing: readonly SpokenRoute[], body: unknown): SpokenRoute {
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
