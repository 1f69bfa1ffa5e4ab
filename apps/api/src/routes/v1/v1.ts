import type { FastifyPluginAsync } from 'fastify'
import { datasetVersions } from './dataset-versions.ts'
import { demonstrations } from './demonstrations.ts'
import { imports } from './imports.ts'
import { projects } from './projects.ts'
import { rewardModels } from './reward-models.ts'
import { trainingRuns } from './training-runs.ts'

/** What programs ask, each with an API key. `POST /v1/score` is beside, in plugins/scoring.ts. */
export const v1: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', app.authenticateApiKey)
  await app.register(projects)
  await app.register(demonstrations)
  await app.register(imports)
  await app.register(datasetVersions)
  await app.register(trainingRuns)
  await app.register(rewardModels)
}
