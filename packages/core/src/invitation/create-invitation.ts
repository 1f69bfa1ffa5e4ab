import type { CreatedInvitation, InviteInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { hashSecret } from '../secret/hash-secret.ts'

const validDays = 7

/** A link with which one person joins the project in a role. The address is answered once and kept as a hash only. */
export async function createInvitation(scope: Scope, input: InviteInput): Promise<CreatedInvitation> {
  await authorize(scope, 'invitation:change', input)
  const token = scope.newSecret()
  const expiresAt = new Date(scope.now().getTime() + validDays * 86_400_000)
  const { id } = await scope.db.invitation.create({
    data: {
      id: scope.newId(),
      tokenHash: hashSecret(token),
      projectId: input.projectId,
      role: input.role,
      email: input.email ?? null,
      createdById: scope.actor.kind === 'person' ? scope.actor.userId : null,
      expiresAt,
      createdAt: scope.now(),
    },
  })
  return { id, url: `${scope.baseUrl}/invitation?token=${token}`, expiresAt }
}
