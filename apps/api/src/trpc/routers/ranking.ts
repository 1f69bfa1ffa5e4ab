import {
  adjudicateInput,
  myRankingsInput,
  myWork,
  pageOf,
  projectReference,
  ranking,
  rankingHistoryItem,
  reviseRankingInput,
  submitRankingInput,
} from '@plackett/contracts'
import { adjudicate, listMyRankings, reviseRanking, submitRanking, viewMyWork } from '@plackett/core'
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

  adjudicate: procedure
    .input(adjudicateInput)
    .output(ranking)
    .mutation(({ ctx, input }) => adjudicate(ctx.scope, input)),

  myWork: procedure
    .input(projectReference)
    .output(myWork)
    .query(({ ctx, input }) => viewMyWork(ctx.scope, input)),

  mine: procedure
    .input(myRankingsInput)
    .output(pageOf(rankingHistoryItem))
    .query(({ ctx, input }) => listMyRankings(ctx.scope, input)),
})
