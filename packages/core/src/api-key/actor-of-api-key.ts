import { AppError } from '@plackett/contracts'
import type { Actor } from '../scope/actor.ts'
import type { SystemScope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

/** A use is noted once a minute, so that scoring does not write a row per request. */
const noteEveryMs = 60_000

/** Who acts with a key: the person who made it, or the installation itself. Throws API_KEY_INVALID. */
export async function actorOfApiKey(scope: Pick<SystemScope, 'db' | 'now'>, key: string): Promise<Actor> {
  const now = scope.now()
  const row = await scope.db.apiKey.findUnique({ where: { keyHash: hashSecret(key) }, include: { user: true } })
  if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) {
    throw new AppError('API_KEY_INVALID')
  }
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > noteEveryMs) {
    await scope.db.apiKey.update({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  return row.user ? { kind: 'person', userId: row.user.id, isOwner: row.user.isOwner } : { kind: 'automation' }
}
