import { AppError, type InvitationReference } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** Takes back a link that nobody has accepted; one that was accepted stays as the record of it. */
export async function revokeInvitation(scope: Scope, { id }: InvitationReference): Promise<void> {
  const missing = new AppError('INVITATION_INVALID')
  await loadFor(scope, 'invitation:change', { load: findOfProject(scope, id), missing })
  const { count } = await scope.db.invitation.deleteMany({ where: { id, acceptedAt: null } })
  if (count === 0) throw missing
}

/** The set-up invitation belongs to no project and cannot be taken back here. */
async function findOfProject({ db }: Scope, id: string) {
  const invitation = await db.invitation.findUnique({ where: { id } })
  return invitation?.projectId ? { projectId: invitation.projectId } : null
}
