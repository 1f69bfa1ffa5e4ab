import { createHash, timingSafeEqual } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { AppError } from '@plackett/contracts'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { openPolicy } from '../policy/open-policy.ts'
import type { PolicySettings } from '../policy/policy-session.ts'
import { type NamedPolicy, openaiPlugin } from './openai-plugin.ts'
import { replyOpenaiError } from './reply-openai-error.ts'

export interface PolicyServerOptions extends Partial<PolicySettings> {
  /** Folders of the policies to serve; each goes by its folder's name. */
  readonly directories: readonly string[]
  /** What requests must bring as `Authorization: Bearer …`; anyone may ask where it is not given. */
  readonly apiKey?: string | undefined
}

/** A server of policies without a database: OpenAI's endpoints, `GET /v1/models` and `GET /health`. It does not listen yet. */
export async function buildPolicyServer({
  directories,
  apiKey,
  ...settings
}: PolicyServerOptions): Promise<FastifyInstance> {
  const policies = await Promise.all(
    directories.map(async (directory) => ({
      reference: basename(resolve(directory)),
      policy: await openPolicy(directory, settings),
    })),
  )
  // Short, because Node 20 does not close an idle connection by itself where another one broke off before.
  const app = fastify({ return503OnClosing: true, keepAliveTimeout: 5_000 })
  app.setErrorHandler(replyOpenaiError)
  app.setNotFoundHandler((request, reply) =>
    replyOpenaiError(new AppError('NOT_FOUND', { path: request.url }), request, reply),
  )
  app.addHook('onClose', async () => {
    await Promise.all(policies.map(({ policy }) => policy.close()))
  })
  const authenticate = async (request: FastifyRequest) => requireKey(request, apiKey)
  app.get('/health', () => ({ status: 'ok', policies: policies.map(({ reference }) => reference) }))
  app.get('/v1/models', { onRequest: authenticate }, () => ({
    object: 'list',
    data: policies.map(({ reference }) => ({ id: reference, object: 'model', created: 0, owned_by: 'plackett' })),
  }))
  await app.register(openaiPlugin, { authenticate, resolvePolicy: async (reference) => chosenOf(policies, reference) })
  return app
}

function chosenOf(policies: readonly NamedPolicy[], wanted: string | undefined): NamedPolicy {
  const found = policies.find(({ reference }) => wanted === undefined || reference === wanted)
  if (!found) throw new AppError('POLICY_NOT_FOUND', { policy: wanted ?? '' })
  return found
}

/** Compares hashes, whose lengths are equal, in a time that says nothing of where the keys differ. */
function requireKey({ headers }: FastifyRequest, apiKey: string | undefined): void {
  if (apiKey === undefined) return
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  if (!timingSafeEqual(digestOf(given), digestOf(apiKey))) throw new AppError('API_KEY_INVALID')
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
