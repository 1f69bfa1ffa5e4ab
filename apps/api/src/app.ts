import { join } from 'node:path'
import type { Database } from '@plackett/core'
import { ServingMetrics } from '@plackett/serving'
import type { Storage } from '@plackett/storage'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { createAccounts } from './accounts/create-accounts.ts'
import type { ApiConfig } from './config.ts'
import { apiKeys } from './plugins/api-keys.ts'
import { answer, errorHandler } from './plugins/error-handler.ts'
import { health } from './plugins/health.ts'
import { openapi } from './plugins/openapi.ts'
import { originCheck } from './plugins/origin-check.ts'
import { scopes } from './plugins/scopes.ts'
import { scoring } from './plugins/scoring.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { sessions } from './plugins/sessions.ts'
import { trpc } from './plugins/trpc.ts'
import { webProxy } from './plugins/web-proxy.ts'
import { exports } from './routes/exports.ts'
import { images } from './routes/images.ts'
import { imports } from './routes/imports.ts'
import { v1 } from './routes/v1/v1.ts'
import { ScorerPool } from './scoring/scorer-pool.ts'

export type { ApiConfig } from './config.ts'

// Kept in the declarations as well: it is where `app.scopeFor` gets its type.
import './plugins/scopes.ts'

export interface AppDeps {
  db: Database
  storage: Storage
  logger?: FastifyBaseLogger
}

/** The largest JSON body: 64 texts for the playground. Uploads are streamed and have no such limit. */
const bodyLimit = 16 * 1024 * 1024

/** The API as an app that can be called or told to listen. It starts nothing. */
export async function buildApp(config: ApiConfig, { db, storage, logger }: AppDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...(logger && { loggerInstance: logger }),
    bodyLimit,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    return503OnClosing: true,
    // Several calls of the screens share a request, with all their names in its path.
    routerOptions: { maxParamLength: 5_000 },
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
  })
  const metrics = new ServingMetrics()
  const pool = new ScorerPool({ storage, cacheDirectory: join(config.home, 'cache', 'models'), metrics })

  await app.register(securityHeaders, config)
  await app.register(errorHandler)
  await app.register(originCheck, config)
  await app.register(scopes, { config, db, storage, accounts: createAccounts(config), scorers: pool })
  await app.register(sessions, { config, db })
  await app.register(apiKeys)
  await app.register(openapi)
  await app.register(scoring, { pool, metrics, dialects: config.dialects })
  await app.register(v1, { prefix: '/v1' })
  await app.register(trpc)
  await app.register(images)
  await app.register(imports)
  await app.register(exports)
  await app.register(health, { db })
  await app.register(webProxy, config)
  return app
}
