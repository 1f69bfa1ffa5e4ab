import { type ApiKeyScope, AppError } from '@plackett/contracts'
import type { Actor } from '../scope/actor.ts'
import type { SystemScope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

/** A use is noted once a minute, so that scoring does not write a row per request. */
const noteEveryMs = 60_000

export interface KeyHolder {
  actor: Actor
  scopes: ApiKeyScope[]
}

/**
 * Who acts with a key: the person who made it, or the installation itself; and what the key may. Throws API_KEY_INVALID.
 */
export async function actorOfApiKey(scope: Pick<SystemScope, 'db' | 'now'>, key: string): Promise<KeyHolder> {
  const now = scope.now()
  const row = await scope.db.apiKey.findUnique({ where: { keyHash: hashSecret(key) }, include: { user: true } })
  if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) {
    throw new AppError('API_KEY_INVALID')
  }
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > noteEveryMs) {
    await scope.db.apiKey.update({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  const { user, scopes } = row
  const actor: Actor = user ? { kind: 'person', userId: user.id, isOwner: user.isOwner } : { kind: 'automation' }
  return { actor, scopes: scopes as ApiKeyScope[] }
}
