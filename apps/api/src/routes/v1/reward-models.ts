import {
  compareRewardModelsInput,
  projectReference,
  rewardModel,
  rewardModelComparison,
  rewardModelReference,
} from '@plackett/contracts'
import {
  archiveRewardModel,
  compareRewardModels,
  listRewardModels,
  promoteRewardModel,
  viewRewardModel,
} from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'

export const rewardModels: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/reward-models',
    {
      schema: {
        summary: 'The reward models of a project, the newest first',
        params: projectReference,
        response: { 200: z.array(rewardModel) },
      },
    },
    ({ scope, params }) => listRewardModels(scope, params),
  )

  v1.get(
    '/reward-models/:rewardModelId',
    { schema: { summary: 'One registered version', params: rewardModelReference, response: { 200: rewardModel } } },
    ({ scope, params }) => viewRewardModel(scope, params),
  )

  v1.get(
    '/reward-models/:firstId/compare/:secondId',
    {
      schema: {
        summary: 'Two versions side by side, and by how much they differ on the same rankings',
        params: compareRewardModelsInput,
        response: { 200: rewardModelComparison },
      },
    },
    ({ scope, params }) => compareRewardModels(scope, params),
  )

  v1.post(
    '/reward-models/:rewardModelId/promote',
    {
      schema: {
        summary: 'Put a version into production, in place of the one that is',
        params: rewardModelReference,
        response: { 200: rewardModel },
      },
    },
    ({ scope, params }) => promoteRewardModel(scope, params),
  )

  v1.post(
    '/reward-models/:rewardModelId/archive',
    { schema: { summary: 'Take a version out of use', params: rewardModelReference, response: { 200: rewardModel } } },
    ({ scope, params }) => archiveRewardModel(scope, params),
  )
}
