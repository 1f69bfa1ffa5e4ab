import etag from '@fastify/etag'
import rateLimit from '@fastify/rate-limit'
import { AppError } from '@plackett/contracts'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { datasetVersions } from './dataset-versions.ts'
import { demonstrations } from './demonstrations.ts'
import { imports } from './imports.ts'
import { members } from './members.ts'
import { projects } from './projects.ts'
import { rewardModels } from './reward-models.ts'
import { tasks } from './tasks.ts'
import { trainingRuns } from './training-runs.ts'
import { webhooks } from './webhooks.ts'

/** Far above what a program needs that waits for its answers, far below what would keep others from theirs. */
const requestsPerMinute = 1_200

/** What programs ask, each with an API key. `POST /v1/score` is beside, in plugins/scoring.ts. */
export const v1: FastifyPluginAsync = async (app) => {
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ headers, ip }) => headers.authorization ?? ip,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => new AppError('RATE_LIMITED', { seconds: Math.ceil(ttl / 1_000) }),
  })
  await app.register(etag)
  app.addHook('onRequest', (request) => app.authenticateApiKey(request, scopeOf(request)))
  await app.register(projects)
  await app.register(members)
  await app.register(tasks)
  await app.register(demonstrations)
  await app.register(imports)
  await app.register(datasetVersions)
  await app.register(trainingRuns)
  await app.register(rewardModels)
  await app.register(webhooks)
}

function scopeOf({ method }: FastifyRequest): 'read' | 'write' {
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write'
}
