import { type ApiKeyReference, AppError } from '@plackett/contracts'
import { authorizeSomewhere } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { ownKeys } from './own-keys.ts'

/** Ends one of one's own keys at once. */
export async function revokeApiKey(scope: Scope, { id }: ApiKeyReference): Promise<void> {
  await authorizeSomewhere(scope, 'api-key:use')
  const { count } = await scope.db.apiKey.updateMany({
    where: { id, ...ownKeys(scope) },
    data: { revokedAt: scope.now() },
  })
  if (count === 0) throw new AppError('API_KEY_NOT_FOUND')
}
