import { AppError } from '@plackett/contracts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { appErrorOf } from '../errors/app-error-of.ts'

/** The only place where an error becomes an HTTP answer: `{"error":{"code","message","details"}}`. */
export const errorHandler = fp(async (app) => {
  app.setErrorHandler<FastifyError>(answer)
  app.setNotFoundHandler((request, reply) =>
    answer(new AppError('NOT_FOUND', { path: pathOf(request) }), request, reply),
  )
})

export function answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, message, details, status } = refusal(thrown, request) ?? appErrorOf(thrown)
  if (status >= 500) request.log.error({ err: thrown }, code)
  if (details.seconds !== undefined) void reply.header('retry-after', String(details.seconds))
  const error = { code, message, details }
  if (!request.url.startsWith('/v1/')) return reply.code(status).send({ error })
  // RFC 9457; `error` stands beside, where it has always been.
  const problem = { type: `urn:plackett:error:${code}`, title: code, status, detail: message, error }
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

/** Fastify's own refusals by the code of our table that says the same. */
function refusal(error: unknown, request: FastifyRequest): AppError | null {
  const { code, message, statusCode } = error as Partial<FastifyError>
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('BODY_TOO_LARGE', { limit: request.routeOptions.bodyLimit ?? 0 })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('UNSUPPORTED_MEDIA_TYPE', { contentType: request.headers['content-type'] ?? '(none)' })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new AppError('BODY_NOT_JSON', { problem: 'it is empty' })
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new AppError('BODY_NOT_JSON', { problem: message ?? '' })
  }
  if (error instanceof SyntaxError) return new AppError('BODY_NOT_JSON', { problem: error.message })
  if (error instanceof AppError || statusCode === undefined || statusCode >= 500) return null
  return new AppError('INVALID_INPUT', { problem: message ?? '' })
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0]!
}
