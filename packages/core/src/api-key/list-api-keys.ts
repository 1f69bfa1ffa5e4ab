import type { ApiKey } from '@plackett/contracts'
import { authorizeSomewhere } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { ownKeys } from './own-keys.ts'

/** One's own keys that were not revoked, the newest first. */
export async function listApiKeys(scope: Scope): Promise<ApiKey[]> {
  await authorizeSomewhere(scope, 'api-key:use')
  return scope.db.apiKey.findMany({ where: ownKeys(scope), orderBy: { id: 'desc' } })
}
