import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

const setupHours = 24

export type EnsureOwnerScope = Pick<Scope, 'db' | 'storage' | 'now' | 'newId' | 'newSecret' | 'accounts' | 'baseUrl'>

/**
 * Sees to it that the installation gets its owner. Where there is none: makes the account of `credentials`, or else a link
 * that makes it, good for one use within a day, which is returned; earlier such links end. Null where nothing is left to do.
 */
export function ensureOwner(
  scope: EnsureOwnerScope,
  credentials: { email: string; password: string } | null,
): Promise<string | null> {
  return inTransaction(scope, async (scope) => {
    // Replicas that start together wait for each other here, so that there are not two owners.
    await scope.db.$executeRaw`select pg_advisory_xact_lock(hashtext('plackett owner'))`
    await scope.db.invitation.deleteMany({ where: { projectId: null, acceptedAt: null } })
    if ((await scope.db.user.count({ where: { isOwner: true } })) > 0) return null
    if (credentials === null) return createSetupLink(scope)
    const { userId } = await scope.accounts.createAccount(scope.db, { name: 'Owner', ...credentials })
    await scope.db.user.update({ where: { id: userId }, data: { isOwner: true } })
    return null
  })
}

async function createSetupLink(scope: EnsureOwnerScope): Promise<string> {
  const token = scope.newSecret()
  const expiresAt = new Date(scope.now().getTime() + setupHours * 3_600_000)
  await scope.db.invitation.create({
    data: { id: scope.newId(), tokenHash: hashSecret(token), expiresAt, createdAt: scope.now() },
  })
  return `${scope.baseUrl}/setup?token=${token}`
}
