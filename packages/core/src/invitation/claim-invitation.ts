import { AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/**
 * Marks the invitation as accepted, if nobody has yet: of two who accept at once, one gets INVITATION_INVALID. Call it first
 * in the transaction that does what the invitation promises.
 */
export async function claimInvitation({ db, now }: Scope, { id }: { id: string }): Promise<void> {
  const { count } = await db.invitation.updateMany({
    where: { id, acceptedAt: null, expiresAt: { gt: now() } },
    data: { acceptedAt: now() },
  })
  if (count === 0) throw new AppError('INVITATION_INVALID')
}
