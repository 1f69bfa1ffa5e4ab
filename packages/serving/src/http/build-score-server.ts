import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@plackett/contracts'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { openRewardModel } from '../model/open-reward-model.ts'
import type { RewardScorer } from '../model/reward-scorer.types.ts'
import { apiKeyOf } from './api-key-of.ts'
import type { DialectName } from './dialects/dialect.ts'
import { replyError } from './reply-error.ts'
import { scorePlugin } from './score-plugin.ts'

export interface ScoreServerOptions {
  /** The directory of the model to serve, or several. */
  dir?: string
  dirs?: readonly string[]
  /** What requests must bring as `Authorization: Bearer …`, or as the password of Basic; anyone may score where it is not given. */
  apiKey?: string
  /** The wire protocols to speak; all of them unless given. */
  dialects?: readonly DialectName[]
}

/** A server of reward models without a database, in every dialect, and `GET /health`. It does not listen yet. */
export async function buildScoreServer({
  dir,
  dirs = [],
  apiKey,
  dialects,
}: ScoreServerOptions): Promise<FastifyInstance> {
  const scorers = await openAll(dir === undefined ? dirs : [dir, ...dirs])
  const app = fastify({
    frameworkErrors: (error, request, reply) => void replyError(error, { request, reply }),
    return503OnClosing: true,
  })
  app.setErrorHandler((error, request, reply) => replyError(error, { request, reply }))
  app.setNotFoundHandler((request, reply) =>
    replyError(new AppError('NOT_FOUND', { path: request.url }), { request, reply }),
  )
  app.addHook('onClose', async () => {
    await Promise.all(scorers.map((scorer) => scorer.close()))
  })
  app.get('/health', () => ({ status: 'ok', models: scorers.map(({ reference }) => reference) }))
  await app.register(scorePlugin, {
    resolveModel: async (reference) => chosenOf(scorers, reference),
    listModels: async () => scorers.map(({ reference }) => reference),
    ...(dialects && { dialects }),
    authenticate: async (request) => requireKey(request, apiKey),
  })
  return app
}

async function openAll(directories: readonly string[]): Promise<RewardScorer[]> {
  const opened = await Promise.allSettled(directories.map((directory) => openRewardModel(directory)))
  const scorers = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = opened.find((result) => result.status === 'rejected')
  if (!failure) return scorers
  await Promise.all(scorers.map((scorer) => scorer.close()))
  throw failure.reason
}

/** A model by `name@version`, or by its name where one has it; without either, the only one. */
function chosenOf(scorers: readonly RewardScorer[], reference: string | undefined): RewardScorer {
  const isMeant = (scorer: RewardScorer) =>
    reference === undefined || scorer.reference === reference || scorer.reference.startsWith(`${reference}@`)
  const [first, ...others] = scorers.filter(isMeant)
  if (!first) throw new AppError('MODEL_NOT_FOUND', { model: reference ?? '' })
  if (others.length === 0) return first
  throw new AppError('MODEL_AMBIGUOUS', { models: [first, ...others].map((scorer) => scorer.reference).join(', ') })
}

/** Compares hashes, whose lengths are equal, in a time that says nothing of where the keys differ. */
function requireKey({ headers }: FastifyRequest, apiKey: string | undefined): void {
  if (apiKey === undefined) return
  const given = apiKeyOf(headers.authorization) ?? ''
  if (!timingSafeEqual(digestOf(given), digestOf(apiKey))) throw new AppError('API_KEY_INVALID')
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
