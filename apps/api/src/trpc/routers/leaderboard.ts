import {
  createdLeaderboardLink,
  leaderboard,
  leaderboardInput,
  leaderboardLink,
  leaderboardLinkReference,
  leaderboardToken,
  projectReference,
  sharedLeaderboard,
} from '@plackett/contracts'
import {
  listLeaderboardLinks,
  revokeLeaderboardLink,
  shareLeaderboard,
  viewLeaderboard,
  viewSharedLeaderboard,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const leaderboardRouter = router({
  view: procedure
    .input(leaderboardInput)
    .output(leaderboard)
    .query(({ ctx, input }) => viewLeaderboard(ctx.scope, input)),

  shared: procedure
    .input(leaderboardToken)
    .output(sharedLeaderboard)
    .query(({ ctx, input }) => viewSharedLeaderboard(ctx.scope, input)),

  links: procedure
    .input(projectReference)
    .output(z.array(leaderboardLink))
    .query(({ ctx, input }) => listLeaderboardLinks(ctx.scope, input)),

  share: procedure
    .input(leaderboardInput)
    .output(createdLeaderboardLink)
    .mutation(({ ctx, input }) => shareLeaderboard(ctx.scope, input)),

  revoke: procedure
    .input(leaderboardLinkReference)
    .mutation(({ ctx, input }) => revokeLeaderboardLink(ctx.scope, input)),
})
