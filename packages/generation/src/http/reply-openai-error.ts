import { AppError } from '@plackett/contracts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** An error as OpenAI's clients read it. */
export function replyOpenaiError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, details, body } = openaiErrorOf(error)
  if (status >= 500) request.log.error({ err: error }, code)
  if (details.seconds !== undefined) void reply.header('retry-after', String(details.seconds))
  return reply.code(status).send(body)
}

/** Its status, and the body that tells it. */
export function openaiErrorOf(error: unknown) {
  const { code, message, status, details } = appErrorOf(error)
  return { status, code, details, body: { error: { message, type: typeOf(status), param: null, code } } }
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, message, statusCode } = error as FastifyError
  if (code?.startsWith('FST_ERR_CTP_') && statusCode === 400) return new AppError('BODY_NOT_JSON', { problem: message })
  if (error instanceof SyntaxError) return new AppError('BODY_NOT_JSON', { problem: message })
  if (statusCode !== undefined && statusCode < 500) return new AppError('INVALID_INPUT', { problem: message })
  return new AppError('INTERNAL', {}, { cause: error })
}
