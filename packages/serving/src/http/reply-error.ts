import { AppError } from '@plackett/contracts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from './dialects/dialect.ts'

/** How our own protocol refuses, unless a dialect has a way of its own: `{ error: { code, message } }`. */
export function refusalOf({ code, message, details, status }: AppError): Refusal {
  return { status, body: { error: { code, message, ...details } } }
}

/** Answers an error in the way of a dialect, and says when to come back where that is known. */
export function replyError(thrown: unknown, { request, reply, refuse = refusalOf }: Replying): FastifyReply {
  const error = appErrorOf(thrown, request)
  if (error.status >= 500) request.log.error({ err: thrown }, error.code)
  if (error.details.seconds !== undefined) reply.header('retry-after', String(error.details.seconds))
  const { status, body } = refuse(error)
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}

interface Replying {
  request: FastifyRequest
  reply: FastifyReply
  refuse?: (error: AppError) => Refusal
}

/** Fastify's own refusals by the code of our table that says the same. */
const refusals: Record<string, (error: FastifyError, request: FastifyRequest) => AppError> = {
  FST_ERR_VALIDATION: ({ message }) => new AppError('INVALID_INPUT', { problem: message }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new AppError('BODY_NOT_JSON', { problem: 'it is empty' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ({ message }) => new AppError('INVALID_INPUT', { problem: message }),
  FST_ERR_CTP_BODY_TOO_LARGE: (_, { routeOptions }) =>
    new AppError('BODY_TOO_LARGE', { limit: routeOptions.bodyLimit ?? 0 }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_, { headers }) =>
    new AppError('UNSUPPORTED_MEDIA_TYPE', { contentType: headers['content-type'] ?? '(none)' }),
}

/** Whatever was thrown, as an error of our table. */
export function appErrorOf(thrown: unknown, request: FastifyRequest): AppError {
  if (thrown instanceof AppError) return thrown
  const error = thrown as FastifyError
  const refusal = refusals[error.code]
  if (refusal) return refusal(error, request)
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500
  if (isTheirs) return new AppError('INVALID_INPUT', { problem: error.message }, { cause: error })
  return new AppError('INTERNAL', {}, { cause: error })
}
