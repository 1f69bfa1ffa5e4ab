import type { InvitationListItem, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The project's invitations, the newest first. */
export async function listInvitations(scope: Scope, { projectId }: ProjectReference): Promise<InvitationListItem[]> {
  await authorize(scope, 'invitation:view', { projectId })
  return scope.db.invitation.findMany({ where: { projectId }, orderBy: { id: 'desc' } })
}
