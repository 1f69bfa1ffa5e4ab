import { AppError, type InvitationToken } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { claimInvitation } from './claim-invitation.ts'
import { grantRole } from './grant-role.ts'
import { loadLiveInvitation } from './load-live-invitation.ts'
import { requireInvited } from './require-invited.ts'

/** Gives the role of a link to someone who has an account already. The set-up link makes an account and cannot be joined by. */
export async function joinByInvitation(scope: Scope, { token }: InvitationToken): Promise<{ projectId: string }> {
  const { userId } = requirePerson(scope)
  const invitation = await loadLiveInvitation(scope, token)
  const { projectId, role } = invitation
  if (projectId === null || role === null) throw new AppError('INVITATION_INVALID')
  const { email } = await scope.db.user.findUniqueOrThrow({ where: { id: userId } })
  requireInvited(invitation, email)

  return inTransaction(scope, async (scope) => {
    await claimInvitation(scope, invitation)
    await grantRole(scope, { projectId, userId, role })
    return { projectId }
  })
}
