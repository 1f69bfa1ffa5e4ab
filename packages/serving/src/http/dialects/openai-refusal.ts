import type { AppError } from '@plackett/contracts'
import type { Refusal } from './dialect.ts'

/** Input that the table holds unprocessable is a bad request here. */
const statuses: Partial<Record<number, number>> = { 422: 400 }
const types: Partial<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  413: 'BadRequestError',
  429: 'RateLimitError',
}

/** An error as OpenAI's clients and vLLM's read it, in the older way of vLLM too, beside the newer one. */
export function openaiRefusal({ status, message }: AppError): Refusal {
  const code = statuses[status] ?? status
  const error = { message, type: types[code] ?? 'InternalServerError', param: null, code }
  return { status: code, body: { error, object: 'error', ...error } }
}
