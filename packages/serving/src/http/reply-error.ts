import { AppError } from '@plackett/contracts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Answers with `{ error: { code, message } }`, and says when to come back where that is known. */
export function replyError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof AppError ? error : appErrorOf(error as FastifyError, request)
  if (known.status >= 500) request.log.error({ err: error }, known.code)
  if (known.details.seconds !== undefined) reply.header('retry-after', String(known.details.seconds))
  return reply.code(known.status).send({ error: { code: known.code, message: known.message, ...known.details } })
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

function appErrorOf(error: FastifyError, request: FastifyRequest): AppError {
  const refusal = refusals[error.code]
  if (refusal) return refusal(error, request)
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500
  if (isTheirs) return new AppError('INVALID_INPUT', { problem: error.message }, { cause: error })
  return new AppError('INTERNAL', {}, { cause: error })
}
