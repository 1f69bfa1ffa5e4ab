import { AppError } from '@plackett/contracts'
import type { Actor, Database } from '@plackett/core'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
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
const paths = ['/sign-in/email', '/sign-out', '/change-password', '/update-user', '/revoke-other-sessions']

export const sessions = fp<SessionOptions>(
  async (app, { config, db }) => {
    const options = authOptions(config, db)
    const auth = betterAuth({ ...options, emailAndPassword: { ...options.emailAndPassword, disableSignUp: true } })

    app.decorate('authenticateSession', async (request) => {
      const session = await auth.api.getSession({ headers: headersOf(request) }).catch(async (error: unknown) => {
        // better-auth keeps to itself what failed below it; a database that is away says so when it is asked.
        await db.$queryRaw`select 1`
        throw error
      })
      request.scope = app.scopeFor(session ? actorOf(session.user) : { kind: 'anonymous' })
    })

    for (const path of paths) {
      app.post(`/api/auth${path}`, { bodyLimit: 16_384 }, async (request, reply) =>
        relay(await auth.handler(toWebRequest(request, config.publicUrl)).catch(refuse), reply),
      )
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
  const headers = headersOf(request)
  headers.delete('content-length')
  return new Request(new URL(request.url, publicUrl), {
    method: 'POST',
    headers,
    body: JSON.stringify(request.body ?? {}),
  })
}

/**
 * Passes the cookies of an answer on, and a refusal in the words of our error table. The body stays here: it names the
 * session's secret, which the scripts of a page need not know.
 */
function relay({ ok, status, headers }: Response, reply: FastifyReply): FastifyReply {
  if (!ok) throw refusalOf(status, headers)
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie)
  return reply.send({})
}

/** What better-auth throws: its own refusals by their status, and what failed below it as it is. */
function refuse(error: unknown): never {
  if (error instanceof APIError && error.statusCode < 500) throw refusalOf(error.statusCode, new Headers(error.headers))
  throw error
}

function refusalOf(status: number, headers: Headers): AppError {
  if (status === 429) return new AppError('RATE_LIMITED', { seconds: Number(headers.get('x-retry-after') ?? 60) })
  if (status === 401 || status === 403) return new AppError('INVALID_CREDENTIALS')
  return status < 500 ? new AppError('INVALID_INPUT', { problem: 'it was refused' }) : new AppError('INTERNAL')
}
