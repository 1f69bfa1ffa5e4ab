import { AppError } from '@plackett/contracts'
import type { TRPCError } from '@trpc/server'
import { appErrorOf } from './app-error-of.ts'

/** What a caller is told of an error in a tRPC call: the verb's own, or what tRPC itself refused. */
export function appErrorOfTrpc(error: TRPCError, path: string | undefined): AppError {
  if (error.cause instanceof SyntaxError) return new AppError('BODY_NOT_JSON', { problem: error.cause.message })
  switch (error.code) {
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new AppError('UNSUPPORTED_MEDIA_TYPE', { contentType: 'given' }, { cause: error })
    case 'METHOD_NOT_SUPPORTED':
      return new AppError('INVALID_INPUT', { problem: error.message }, { cause: error })
    case 'NOT_FOUND':
      if (error.cause === undefined) return new AppError('NOT_FOUND', { path: `/trpc/${path ?? ''}` })
  }
  return appErrorOf(error.cause ?? error)
}
