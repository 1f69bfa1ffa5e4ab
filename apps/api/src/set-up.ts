import { type Database, ensureApiKey, ensureOwner, systemPorts } from '@plackett/core'
import type { Storage } from '@plackett/storage'
import { createAccounts } from './accounts/create-accounts.ts'
import type { ServerConfig } from './config.ts'

/** What each start sees to: the owner, or the link that makes one, which is returned; and the key for automation. */
export async function setUp(
  config: ServerConfig,
  { db, storage }: { db: Database; storage: Storage },
): Promise<string | null> {
  const scope = { ...systemPorts, db, storage, accounts: createAccounts(config), baseUrl: config.publicUrl }
  await ensureApiKey(scope, config.apiKey)
  return ensureOwner(scope, config.owner)
}
