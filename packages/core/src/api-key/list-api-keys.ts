import type { ApiKey, ApiKeyScope } from '@plackett/contracts'
import { authorizeSomewhere } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { ownKeys } from './own-keys.ts'

/** One's own keys that were not revoked, the newest first. */
export async function listApiKeys(scope: Scope): Promise<ApiKey[]> {
  await authorizeSomewhere(scope, 'api-key:use')
  const rows = await scope.db.apiKey.findMany({ where: ownKeys(scope), orderBy: { id: 'desc' } })
  return rows.map(({ scopes, ...row }) => ({ ...row, scopes: scopes as ApiKeyScope[] }))
}
