import { type ApiKeyScope, AppError } from '@plackett/contracts'
import { actorOfApiKey, type KeyHolder } from '@plackett/core'
import { apiKeyOf } from '@plackett/serving'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { throwAppErrorOf } from '../errors/throw-app-error-of.ts'
import { briefly } from '../scoring/briefly.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Gives the request the scope of whoever its API key belongs to. Throws API_KEY_INVALID, and API_KEY_SCOPE for a key that may not. */
    authenticateApiKey(request: FastifyRequest, needed: ApiKeyScope): Promise<void>
  }
}

export const apiKeys = fp(
  async (app) => {
    const nobody = app.scopeFor({ kind: 'anonymous' })
    // A revoked key works for half a second more; a program that scores one text after another saves a query each time.
    const holderOf = briefly(
      500,
      (key: string): Promise<KeyHolder> => actorOfApiKey(nobody, key).catch(throwAppErrorOf),
    )
    app.decorate('authenticateApiKey', async (request, needed) => {
      const key = apiKeyOf(request.headers.authorization)
      if (key === undefined) throw new AppError('API_KEY_INVALID')
      const { actor, scopes } = await holderOf(key)
      if (!scopes.includes(needed)) throw new AppError('API_KEY_SCOPE', { action: needed })
      request.scope = app.scopeFor(actor)
    })
  },
  { name: 'api-keys', dependencies: ['scopes'] },
)
