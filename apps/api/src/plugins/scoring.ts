import { type Actor, listUsableModels, resolveRewardModel, type ScoredModel } from '@plackett/core'
import { type DialectName, type ServingMetrics, scorePlugin } from '@plackett/serving'
import fp from 'fastify-plugin'
import { throwAppErrorOf } from '../errors/throw-app-error-of.ts'
import { briefly } from '../scoring/briefly.ts'
import type { ScorerPool } from '../scoring/scorer-pool.ts'
import { WarmSwap } from '../scoring/warm-swap.ts'

/** Rewards, in every dialect: a promotion is in force for every server within half a second. */
export const scoring = fp<{ pool: ScorerPool; metrics: ServingMetrics; dialects?: readonly DialectName[] | undefined }>(
  async (app, { pool, metrics, dialects }) => {
    const resolve = briefly(500, (key: string): Promise<ScoredModel> => {
      const { actor, reference } = JSON.parse(key) as { actor: Actor; reference?: string }
      return resolveRewardModel(app.scopeFor(actor), reference).catch(throwAppErrorOf)
    })
    const swap = new WarmSwap(pool, (error, model) => app.log.error({ err: error, model: model.reference }, 'a model'))
    await app.register(scorePlugin, {
      authenticate: (request) => app.authenticateApiKey(request, 'score'),
      resolveModel: async (reference, { scope }) => {
        const name = JSON.stringify({ actor: scope.actor, reference })
        return swap.scorerOf(name, await resolve(name))
      },
      metrics,
      listModels: ({ scope }) => listUsableModels(scope),
      ...(dialects && { dialects }),
    })
    app.addHook('onClose', () => pool.close())
  },
  { name: 'scoring', dependencies: ['scopes', 'api-keys'] },
)
