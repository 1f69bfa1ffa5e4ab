import type { InvitationToken, InvitationView } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadLiveInvitation } from './load-live-invitation.ts'

/** What a link leads to, for whoever has it. */
export async function viewInvitation(scope: Scope, { token }: InvitationToken): Promise<InvitationView> {
  const { projectId, project, role, email, expiresAt } = await loadLiveInvitation(scope, token)
  return { isSetup: projectId === null, projectName: project?.name ?? null, role, email, expiresAt }
}
