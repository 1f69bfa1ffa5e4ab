import { AppError } from '@plackett/contracts'
import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { appErrorOf } from '../errors/app-error-of.ts'
import { trpcCodeOf } from '../errors/trpc-code-of.ts'
import type { TrpcContext } from './context.ts'

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => {
    const { code, details, message } = appErrorOf(error.cause ?? error)
    return {
      code: shape.code,
      message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, appCode: code, details },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** An error that a verb threw keeps its code and gets the HTTP status of the error table. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof AppError)) return result
  const cause = result.error.cause
  return { ...result, error: new TRPCError({ code: trpcCodeOf(cause.status), message: cause.message, cause }) }
})
