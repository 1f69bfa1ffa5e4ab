import type { CreateApiKeyInput, CreatedApiKey } from '@plackett/contracts'
import { authorizeSomewhere } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'
import { ownKeys } from './own-keys.ts'

/** A key with which a program acts as who made it. Its text is answered once and kept as a hash only. */
export async function createApiKey(
  scope: Scope,
  { name, scopes, expiresInDays }: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  await authorizeSomewhere(scope, 'api-key:use')
  const key = `plk_${scope.newSecret()}`
  const now = scope.now()
  const { id } = await scope.db.apiKey.create({
    data: {
      id: scope.newId(),
      name,
      scopes: [...new Set(scopes)],
      keyHash: hashSecret(key),
      start: key.slice(0, 10),
      userId: ownKeys(scope).userId,
      expiresAt: expiresInDays === undefined ? null : new Date(now.getTime() + expiresInDays * 86_400_000),
      createdAt: now,
    },
  })
  return { id, key }
}
