import { AppError, type ErrorCode } from '@plackett/contracts'
import type { Actor, Database } from '@plackett/core'
import { betterAuth } from 'better-auth'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { authOptions, clientAddressHeader } from '../accounts/auth-options.ts'
import type { ApiConfig } from '../config.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Gives the request the scope of whoever's session cookie it carries, or of nobody known. */
    authenticateSession(request: FastifyRequest): Promise<void>
  }
}

export interface SessionOptions {
  config: Pick<ApiConfig, 'publicUrl' | 'secret'>
  db: Database
}

/** What of better-auth is reachable; everything else about accounts goes through invitations. */
const routes = [
  ['POST', '/sign-in/email'],
  ['POST', '/sign-out'],
  ['GET', '/get-session'],
  ['POST', '/change-password'],
  ['POST', '/update-user'],
  ['POST', '/revoke-other-sessions'],
] as const

export const sessions = fp<SessionOptions>(
  async (app, { config, db }) => {
    const options = authOptions(config, db)
    const auth = betterAuth({ ...options, emailAndPassword: { ...options.emailAndPassword, disableSignUp: true } })

    app.decorate('authenticateSession', async (request) => {
      const session = await auth.api.getSession({ headers: headersOf(request) })
      request.scope = app.scopeFor(session ? actorOf(session.user) : { kind: 'anonymous' })
    })

    for (const [method, path] of routes) {
      app.route({
        method,
        url: `/api/auth${path}`,
        bodyLimit: 16_384,
        handler: async (request, reply) => relay(await auth.handler(toWebRequest(request, config.publicUrl)), reply),
      })
    }
  },
  { name: 'sessions', dependencies: ['scopes'] },
)

function actorOf({ id, isOwner }: { id: string; isOwner?: boolean | null | undefined }): Actor {
  return { kind: 'person', userId: id, isOwner: isOwner === true }
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  headers.set(clientAddressHeader, request.ip)
  return headers
}

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const { method, url, body } = request
  const headers = headersOf(request)
  headers.delete('content-length')
  const init = method === 'GET' ? { method, headers } : { method, headers, body: JSON.stringify(body ?? {}) }
  return new Request(new URL(url, publicUrl), init)
}

/** Passes an answer on, cookies and all; a refusal in the words of our error table. */
async function relay(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  if (!response.ok) throw refusalOf(response)
  for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie)
  const type = response.headers.get('content-type')
  if (type !== null) void reply.type(type)
  return reply.code(response.status).send(await response.text())
}

function refusalOf({ status, headers }: Response): AppError {
  if (status === 429) return new AppError('RATE_LIMITED', { seconds: Number(headers.get('x-retry-after') ?? 60) })
  const codes: Record<number, ErrorCode> = { 401: 'INVALID_CREDENTIALS', 403: 'INVALID_CREDENTIALS' }
  if (status < 500) return new AppError(codes[status] ?? 'INVALID_INPUT', { problem: 'it was refused' })
  return new AppError('INTERNAL')
}
