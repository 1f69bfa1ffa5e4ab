import { AppError, type LeaderboardLinkReference } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** Ends a link; it leads nowhere from now on. */
export async function revokeLeaderboardLink(
  scope: Scope,
  { leaderboardLinkId }: LeaderboardLinkReference,
): Promise<void> {
  const { id } = await loadFor(scope, 'leaderboard:share', {
    load: scope.db.leaderboardLink.findFirst({ where: { id: leaderboardLinkId, revokedAt: null } }),
    missing: new AppError('LEADERBOARD_LINK_NOT_FOUND'),
  })
  await scope.db.leaderboardLink.update({ where: { id }, data: { revokedAt: scope.now() } })
}
