import { type ApiConfig, buildApp } from '@plackett/api/app'
import type { Role } from '@plackett/contracts'
import { acceptInvitation, createInvitation, ensureApiKey, ensureOwner } from '@plackett/core'
import type { FastifyInstance } from 'fastify'
import { createWorld, type World } from './world.ts'

/** The whole API over a world, with people who log in. */
export interface TestApp {
  app: FastifyInstance
  world: World
  /** Makes an account through an invitation (the installation's owner without one) and returns its session cookie. */
  logIn(name: string, member?: { projectId: string; role: Role }): Promise<string>
  /** `Authorization` of the installation's own key. */
  authorization: string
  close(): Promise<void>
}

export const password = 'a good long password'

export async function createTestApp(overrides: Partial<ApiConfig> = {}): Promise<TestApp> {
  const world = await createWorld()
  // The owner of the app is made through the app.
  await world.db.user.updateMany({ data: { isOwner: false } })
  const config: ApiConfig = {
    publicUrl: 'http://localhost:4400',
    secret: 'a secret for tests, of 32 characters',
    home: world.home,
    webUrl: null,
    trustedProxies: [],
    ...overrides,
  }
  const app = await buildApp(config, { db: world.db, storage: world.owner.storage })
  await app.ready()
  const apiKey = 'automation-key-for-tests'
  await ensureApiKey(world.owner, apiKey)
  const anonymous = app.scopeFor({ kind: 'anonymous' })
  return {
    app,
    world,
    authorization: `Bearer ${apiKey}`,
    async logIn(name, member) {
      const email = `${name}@example.org`
      const automation = app.scopeFor({ kind: 'automation' })
      const url = member ? (await createInvitation(automation, member)).url : await ensureOwner(anonymous, null)
      const token = new URL(url!).searchParams.get('token')!
      await acceptInvitation(anonymous, { token, name, email, password })
      return signIn(app, email)
    },
    async close() {
      await app.close()
      await world.close()
    },
  }
}

/** The session cookie of a person with the usual password. */
export async function signIn(app: FastifyInstance, email: string): Promise<string> {
  const reply = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })
  if (reply.statusCode !== 200) throw new Error(`${email} could not log in: ${reply.payload}`)
  return String(reply.headers['set-cookie']).split(';')[0]!
}

/** Calls a procedure over HTTP; the result, or the error as the client gets it. */
export async function callTrpc(
  app: FastifyInstance,
  { path, kind, input, cookie }: { path: string; kind: string; input?: unknown; cookie?: string },
): Promise<{ result?: unknown; code?: string; payload: string }> {
  const headers = cookie === undefined ? {} : { cookie }
  const wrapped = { json: input }
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(wrapped))}`
  const reply =
    kind === 'query'
      ? await app.inject({ url: `/trpc/${path}${query}`, headers })
      : await app.inject({ method: 'POST', url: `/trpc/${path}`, headers, payload: wrapped })
  const body = reply.json()
  return { result: body.result?.data.json, code: body.error?.json.data.appCode, payload: reply.payload }
}
