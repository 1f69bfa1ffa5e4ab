import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Accounts, Actor, Database, Scope, Scorers } from '@plackett/core'
import { systemPorts } from '@plackett/core'
import type { Storage } from '@plackett/storage'
import fp from 'fastify-plugin'
import type { ApiConfig } from '../config.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The world as requests of this actor see it. */
    scopeFor(actor: Actor): Scope
  }
  interface FastifyRequest {
    /** Set by the routes' own authentication (session or API key) before their handlers run. */
    scope: Scope
  }
}

export interface ScopeOptions {
  config: Pick<ApiConfig, 'publicUrl' | 'home'>
  db: Database
  storage: Storage
  accounts: Accounts
  scorers: Scorers
}

export const scopes = fp<ScopeOptions>(
  async (app, { config, db, storage, accounts, scorers }) => {
    const temporaryDirectory = join(config.home, 'tmp')
    await mkdir(temporaryDirectory, { recursive: true })
    const world = { ...systemPorts, db, storage, accounts, scorers, temporaryDirectory, baseUrl: config.publicUrl }
    app.decorate('scopeFor', (actor) => ({ ...world, actor }))
    app.decorateRequest('scope', null as unknown as Scope)
  },
  { name: 'scopes' },
)
