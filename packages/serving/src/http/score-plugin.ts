import { AppError, type ScoreRequest, type ScoreResponse, scoreRequest, scoreResponse } from '@plackett/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { charactersOf } from '../engine/content-key.ts'
import { parseJson } from './parse-json.ts'
import { replyError } from './reply-error.ts'
import type { ScorePluginOptions } from './score-plugin.types.ts'
import { serializerCompiler, validatorCompiler } from './zod-compilers.ts'

const defaultBodyLimit = 16 * 1024 * 1024
const defaultDeadlineMs = 30_000

/** `POST /v1/score`, and the answers to its errors, for any Fastify app; nothing outside it changes. */
export async function scorePlugin(app: FastifyInstance, options: ScorePluginOptions): Promise<void> {
  const { bodyLimit = defaultBodyLimit, deadlineMs = defaultDeadlineMs } = options
  app.setErrorHandler(replyError)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit },
    async (_: FastifyRequest, body: Buffer) => parseJson(body),
  )
  app.route<{ Body: ScoreRequest; Reply: ScoreResponse }>({
    method: 'POST',
    url: '/v1/score',
    bodyLimit,
    schema: { body: scoreRequest, response: { 200: scoreResponse } },
    validatorCompiler,
    serializerCompiler,
    onRequest: (request) => options.authenticate(request),
    handler: async (request, reply) => {
      const { body } = request
      const scorer = await options.resolveModel(body.model, request)
      const startedAt = performance.now()
      const results = await withinDeadline(reply, deadlineMs, (signal) => scorer.score(body.items, { signal }))
      return { model: scorer.reference, results, usage: usageOf(body, startedAt) }
    },
  })
}

function usageOf({ items }: ScoreRequest, startedAt: number): ScoreResponse['usage'] {
  const characters = items.reduce((sum, item) => sum + charactersOf(item), 0)
  return { items: items.length, characters, milliseconds: Math.round((performance.now() - startedAt) * 1_000) / 1_000 }
}

/** Ends the work when the client hangs up, or when it has waited so long that it had better ask another server. */
async function withinDeadline<T>(
  reply: FastifyReply,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const deadline = setTimeout(() => ending.abort(new AppError('OVERLOADED', { seconds: 1 })), deadlineMs)
  const onClose = () => ending.abort(new AppError('OVERLOADED', { seconds: 1 }))
  reply.raw.once('close', onClose)
  try {
    return await work(ending.signal)
  } finally {
    clearTimeout(deadline)
    reply.raw.off('close', onClose)
  }
}
