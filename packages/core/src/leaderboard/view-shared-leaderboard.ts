import { AppError, type LeaderboardToken, leaderboardInput, type SharedLeaderboard } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'
import { leaderboardOf } from './view-leaderboard.ts'

/** What a link leads to, for whoever has it. Throws LEADERBOARD_LINK_NOT_FOUND. */
export async function viewSharedLeaderboard(scope: Scope, { token }: LeaderboardToken): Promise<SharedLeaderboard> {
  const link = await scope.db.leaderboardLink.findFirst({
    where: { tokenHash: hashSecret(token), revokedAt: null },
    include: { project: { select: { name: true } } },
  })
  if (link === null) throw new AppError('LEADERBOARD_LINK_NOT_FOUND')
  const { projectId, ...input } = leaderboardInput.parse({ ...(link.input as object), projectId: link.projectId })
  return { ...(await leaderboardOf(scope, { projectId, ...input })), projectName: link.project.name, input }
}
