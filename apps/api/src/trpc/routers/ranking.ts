import {
  myRankingsInput,
  pageOf,
  ranking,
  rankingHistoryItem,
  reviseRankingInput,
  submitRankingInput,
} from '@plackett/contracts'
import { listMyRankings, reviseRanking, submitRanking } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const rankingRouter = router({
  submit: procedure
    .input(submitRankingInput)
    .output(ranking)
    .mutation(({ ctx, input }) => submitRanking(ctx.scope, input)),

  revise: procedure
    .input(reviseRankingInput)
    .output(ranking)
    .mutation(({ ctx, input }) => reviseRanking(ctx.scope, input)),

  mine: procedure
    .input(myRankingsInput)
    .output(pageOf(rankingHistoryItem))
    .query(({ ctx, input }) => listMyRankings(ctx.scope, input)),
})
