import { AppError } from '@plackett/contracts'
import type { Database } from '@plackett/core'
import fp from 'fastify-plugin'

/** /health: the process answers. /health/ready: it can do its work, that is, the database answers too. */
export const health = fp<{ db: Database }>(async (app, { db }) => {
  app.get('/health', { logLevel: 'silent' }, () => ({ status: 'ok' }))
  app.get('/health/ready', { logLevel: 'silent' }, async () => {
    await db.$queryRaw`select 1`.catch((cause: unknown) => {
      throw new AppError('DATABASE_UNREACHABLE', { problem: 'a query failed', seconds: 2 }, { cause })
    })
    return { status: 'ready' }
  })
})
