import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import fp from 'fastify-plugin'
import { type AppRouter, appRouter } from '../trpc/app-router.ts'

/** What the screens ask, at /trpc. */
export const trpc = fp(
  async (app) => {
    await app.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: async ({ req }) => {
          await app.authenticateSession(req)
          return { scope: req.scope }
        },
        onError: ({ error, path, req }) => {
          if (error.code === 'INTERNAL_SERVER_ERROR')
            req.log.error({ err: error.cause ?? error, path }, 'tRPC call failed')
        },
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>)
  },
  { name: 'trpc', dependencies: ['sessions'] },
)
