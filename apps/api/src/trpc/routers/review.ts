import {
  decideTaskInput,
  listReviewInput,
  pageOf,
  returnRankingInput,
  review,
  reviewItem,
  taskReference,
} from '@plackett/contracts'
import { decideTask, listReview, returnRanking, viewReview } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const reviewRouter = router({
  list: procedure
    .input(listReviewInput)
    .output(pageOf(reviewItem))
    .query(({ ctx, input }) => listReview(ctx.scope, input)),

  get: procedure
    .input(taskReference)
    .output(review)
    .query(({ ctx, input }) => viewReview(ctx.scope, input)),

  decide: procedure.input(decideTaskInput).mutation(({ ctx, input }) => decideTask(ctx.scope, input)),

  returnRanking: procedure.input(returnRankingInput).mutation(({ ctx, input }) => returnRanking(ctx.scope, input)),
})
