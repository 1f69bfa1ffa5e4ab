import {
  compareRewardModelsInput,
  explainCompletionInput,
  explanation,
  projectReference,
  rewardModel,
  rewardModelComparison,
  rewardModelReference,
  scoreCompletionsInput,
  scoreResponse,
} from '@plackett/contracts'
import {
  archiveRewardModel,
  compareRewardModels,
  explainCompletion,
  listRewardModels,
  promoteRewardModel,
  scoreCompletions,
  viewRewardModel,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const rewardModelRouter = router({
  list: procedure
    .input(projectReference)
    .output(z.array(rewardModel))
    .query(({ ctx, input }) => listRewardModels(ctx.scope, input)),

  get: procedure
    .input(rewardModelReference)
    .output(rewardModel)
    .query(({ ctx, input }) => viewRewardModel(ctx.scope, input)),

  compare: procedure
    .input(compareRewardModelsInput)
    .output(rewardModelComparison)
    .query(({ ctx, input }) => compareRewardModels(ctx.scope, input)),

  promote: procedure
    .input(rewardModelReference)
    .output(rewardModel)
    .mutation(({ ctx, input }) => promoteRewardModel(ctx.scope, input)),

  archive: procedure
    .input(rewardModelReference)
    .output(rewardModel)
    .mutation(({ ctx, input }) => archiveRewardModel(ctx.scope, input)),

  score: procedure
    .input(scoreCompletionsInput)
    .output(scoreResponse)
    .mutation(({ ctx, input }) => scoreCompletions(ctx.scope, input)),

  explain: procedure
    .input(explainCompletionInput)
    .output(explanation)
    .mutation(({ ctx, input }) => explainCompletion(ctx.scope, input)),
})
