import { AppError } from '@plackett/contracts'
import { type Actor, actorOfApiKey } from '@plackett/core'
import { apiKeyOf } from '@plackett/serving'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { throwAppErrorOf } from '../errors/throw-app-error-of.ts'
import { briefly } from '../scoring/briefly.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Gives the request the scope of whoever its API key belongs to. Throws API_KEY_INVALID. */
    authenticateApiKey(request: FastifyRequest): Promise<void>
  }
}

export const apiKeys = fp(
  async (app) => {
    const nobody = app.scopeFor({ kind: 'anonymous' })
    // A revoked key works for half a second more; a program that scores one text after another saves a query each time.
    const actorOf = briefly(500, (key: string): Promise<Actor> => actorOfApiKey(nobody, key).catch(throwAppErrorOf))
    app.decorate('authenticateApiKey', async (request) => {
      const key = apiKeyOf(request.headers.authorization)
      if (key === undefined) throw new AppError('API_KEY_INVALID')
      request.scope = app.scopeFor(await actorOf(key))
    })
  },
  { name: 'api-keys', dependencies: ['scopes'] },
)
