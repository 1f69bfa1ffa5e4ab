import { AppError } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

/** The invitation of a token, not accepted and not expired, with its project's name. Throws INVITATION_INVALID. */
export async function loadLiveInvitation({ db, now }: Pick<SystemScope, 'db' | 'now'>, token: string) {
  const invitation = await db.invitation.findFirst({
    where: { tokenHash: hashSecret(token), acceptedAt: null, expiresAt: { gt: now() } },
    include: { project: { select: { name: true } } },
  })
  if (invitation === null) throw new AppError('INVITATION_INVALID')
  return invitation
}
