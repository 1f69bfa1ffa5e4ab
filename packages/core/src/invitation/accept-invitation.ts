import type { AcceptInvitationInput } from '@plackett/contracts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { claimInvitation } from './claim-invitation.ts'
import { grantRole } from './grant-role.ts'
import { loadLiveInvitation } from './load-live-invitation.ts'
import { requireInvited } from './require-invited.ts'

/** Makes the account that a link offers: the installation's owner by the set-up link, a member by any other. */
export async function acceptInvitation(scope: Scope, input: AcceptInvitationInput): Promise<{ userId: string }> {
  const invitation = await loadLiveInvitation(scope, input.token)
  requireInvited(invitation, input.email)

  return inTransaction(scope, async (scope) => {
    await claimInvitation(scope, invitation)
    const { userId } = await scope.accounts.createAccount(scope.db, input)
    if (invitation.projectId === null) await scope.db.user.update({ where: { id: userId }, data: { isOwner: true } })
    else await grantRole(scope, { projectId: invitation.projectId, userId, role: invitation.role! })
    return { userId }
  })
}
