import { AppError, type MemberReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { requireOtherOwner } from './require-other-owner.ts'

/** Ends a membership. What the person ranked stays; what they hold goes back to the others at once. */
export async function removeMember(scope: Scope, { projectId, userId }: MemberReference): Promise<void> {
  await authorize(scope, 'member:change', { projectId })
  await inTransaction(scope, async (scope) => {
    await requireOtherOwner(scope, { projectId, userId })
    const { count } = await scope.db.membership.deleteMany({ where: { projectId, userId } })
    if (count === 0) throw new AppError('MEMBER_NOT_FOUND')
    await scope.db.assignment.updateMany({
      where: { projectId, annotatorId: userId, submittedAt: null },
      data: { annotatorId: null, leasedUntil: null, shownOrder: [] },
    })
  })
}
