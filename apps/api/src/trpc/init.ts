import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { appErrorOf } from '../errors/app-error-of.ts'
import { appErrorOfTrpc } from '../errors/app-error-of-trpc.ts'
import { trpcCodeOf } from '../errors/trpc-code-of.ts'
import type { TrpcContext } from './context.ts'

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error, path }) => {
    const { code, details, message } = appErrorOfTrpc(error, path)
    const { httpStatus } = shape.data
    return { code: shape.code, message, data: { code: shape.data.code, httpStatus, path, appCode: code, details } }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** An error that a verb threw keeps its code and gets the HTTP status of the error table. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  // What tRPC refused itself (an input against its schema) has its status already.
  if (result.ok || result.error.code !== 'INTERNAL_SERVER_ERROR') return result
  const cause = appErrorOf(result.error.cause ?? result.error)
  return { ...result, error: new TRPCError({ code: trpcCodeOf(cause.status), message: cause.message, cause }) }
})
