import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@plackett/contracts'
import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import type { Layout } from '../engine/layout.ts'
import { ServingMetrics } from '../metrics/serving-metrics.ts'
import { type OpenedRewardModel, openRewardModel } from '../model/open-reward-model.ts'
import type { RewardScorer } from '../model/reward-scorer.types.ts'
import { splitTraffic } from '../model/traffic.ts'
import { apiKeyOf } from './api-key-of.ts'
import type { DialectName } from './dialects/dialect.ts'
import { replyError } from './reply-error.ts'
import { scorePlugin } from './score-plugin.ts'

export interface ScoreServerOptions {
  /** The directory of the model to serve, or several. */
  dir?: string
  dirs?: readonly string[]
  /** Answers this share (0..1) of the prompts in place of the first model. */
  canary?: { dir: string; share: number } | undefined
  /** Scores what the first model scores too, for metrics alone. */
  shadow?: string | undefined
  /** What requests must bring as `Authorization: Bearer …`, or as the password of Basic; anyone may score without it. */
  apiKey?: string | undefined
  /** The wire protocols to speak; all of them unless given. */
  dialects?: readonly DialectName[] | undefined
  /** See openRewardModel. */
  layout?: Layout | 'auto' | undefined
  /** Milliseconds that a batch which is not full waits for company; none unless given. */
  companyMs?: number | undefined
  /** Where Fastify logs to, and what; nowhere unless given. Texts are never logged. */
  logger?: FastifyServerOptions['logger']
}

/**
 * A server of reward models without a database, in every dialect, with `GET /health` (the process lives), `/health/ready`
 * (its models answer) and `/metrics`. It does not listen yet.
 */
export async function buildScoreServer(options: ScoreServerOptions): Promise<FastifyInstance> {
  const { apiKey, dialects, logger } = options
  const metrics = new ServingMetrics()
  const { served, all } = await openModels(options, metrics)
  const app = fastify({
    ...(logger !== undefined && { logger }),
    frameworkErrors: (error, request, reply) => void replyError(error, { request, reply }),
    return503OnClosing: true,
  })
  app.setErrorHandler((error, request, reply) => replyError(error, { request, reply }))
  app.setNotFoundHandler((request, reply) =>
    replyError(new AppError('NOT_FOUND', { path: request.url }), { request, reply }),
  )
  app.addHook('onClose', async () => {
    await Promise.all(all.map((scorer) => scorer.close()))
  })
  const listModels = async () => all.map(({ reference }) => reference)
  app.get('/health', async () => ({ status: 'ok', models: await listModels() }))
  app.get('/health/ready', async () => {
    await Promise.all(all.map((scorer) => scorer.score([{ prompt: 'ready?', completion: 'ready' }])))
    return { status: 'ready' }
  })
  await app.register(scorePlugin, {
    resolveModel: async (reference) => chosenOf(served, all, reference),
    listModels,
    ...(dialects && { dialects }),
    authenticate: async (request) => requireKey(request, apiKey),
    metrics,
  })
  return app
}

interface Models {
  /** What is meant without a version: the first with its canary and shadow. */
  served: RewardScorer[]
  all: OpenedRewardModel[]
}

async function openModels(options: ScoreServerOptions, metrics: ServingMetrics): Promise<Models> {
  const { dir, dirs = [], canary, shadow } = options
  const main = dir === undefined ? dirs : [dir, ...dirs]
  const beside = [canary?.dir, shadow].filter((directory) => directory !== undefined)
  const all = await openAll([...main, ...beside], options, metrics)
  for (const model of all) metrics.watch(model.reference, () => model.waitingItems)
  const [first, ...others] = all.slice(0, main.length)
  if (!first) return { served: [], all }
  const traffic = splitTraffic({
    primary: first,
    canary: canary && { scorer: all[main.length]!, share: canary.share },
    shadow: shadow === undefined ? undefined : all.at(-1)!,
    observe: metrics.traffic,
  })
  return { served: [traffic, ...others], all }
}

async function openAll(
  directories: readonly string[],
  { layout, companyMs }: ScoreServerOptions,
  { observe }: ServingMetrics,
): Promise<OpenedRewardModel[]> {
  const settings = {
    observe,
    ...(layout && { layout }),
    ...(companyMs !== undefined && { queue: { companyMs } }),
  }
  const opened = await Promise.allSettled(directories.map((directory) => openRewardModel(directory, settings)))
  const scorers = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = opened.find((result) => result.status === 'rejected')
  if (!failure) return scorers
  await Promise.all(scorers.map((scorer) => scorer.close()))
  throw failure.reason
}

/** By its whole reference any model, canary and shadow too; by its name or by nothing the one that is served. */
function chosenOf(
  served: readonly RewardScorer[],
  all: readonly RewardScorer[],
  reference: string | undefined,
): RewardScorer {
  const exact = all.find((scorer) => scorer.reference === reference)
  if (exact) return exact
  const name = reference?.replace(/@production$/, '')
  const [first, ...others] = served.filter((scorer) => name === undefined || scorer.reference.startsWith(`${name}@`))
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
