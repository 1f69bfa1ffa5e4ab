import { type LeaderboardLink, leaderboardInput, type ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The links that still lead somewhere, the newest first. */
export async function listLeaderboardLinks(scope: Scope, { projectId }: ProjectReference): Promise<LeaderboardLink[]> {
  await authorize(scope, 'leaderboard:share', { projectId })
  const rows = await scope.db.leaderboardLink.findMany({
    where: { projectId, revokedAt: null },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map(({ id, createdAt, input }) => {
    return { id, createdAt, input: leaderboardInput.omit({ projectId: true }).parse(input) }
  })
}
