import type { CreatedLeaderboardLink, LeaderboardInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { idOfActor } from '../scope/actor.ts'
import type { Scope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

/** A link under which anybody may read this leaderboard, until it is revoked; it is answered once and kept as a hash only. */
export async function shareLeaderboard(
  scope: Scope,
  { projectId, ...input }: LeaderboardInput,
): Promise<CreatedLeaderboardLink> {
  await authorize(scope, 'leaderboard:share', { projectId })
  const token = scope.newSecret()
  const { id } = await scope.db.leaderboardLink.create({
    data: {
      id: scope.newId(),
      projectId,
      tokenHash: hashSecret(token),
      input,
      createdById: idOfActor(scope.actor),
      createdAt: scope.now(),
    },
  })
  return { id, url: `${scope.baseUrl}/leaderboard?token=${token}` }
}
