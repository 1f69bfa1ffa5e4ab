import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

/** Makes `key` the installation's own key, for automation; one that was set before and is not any more ends. */
export async function ensureApiKey(scope: SystemScope, key: string | null): Promise<void> {
  const keyHash = key === null ? '' : hashSecret(key)
  await inTransaction(scope, async ({ db, now, newId }) => {
    await db.apiKey.updateMany({
      where: { userId: null, keyHash: { not: keyHash }, revokedAt: null },
      data: { revokedAt: now() },
    })
    if (key === null) return
    await db.apiKey.upsert({
      where: { keyHash },
      create: { id: newId(), name: 'PLACKETT_API_KEY', keyHash, start: key.slice(0, 4), createdAt: now() },
      update: { revokedAt: null },
    })
  })
}
