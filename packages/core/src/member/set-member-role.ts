import { AppError, type MemberRole } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { requireOtherOwner } from './require-other-owner.ts'

/** Gives a member another role. */
export async function setMemberRole(scope: Scope, { projectId, userId, role }: MemberRole): Promise<void> {
  await authorize(scope, 'member:change', { projectId })
  await inTransaction(scope, async (scope) => {
    if (role !== 'owner') await requireOtherOwner(scope, { projectId, userId })
    const { count } = await scope.db.membership.updateMany({ where: { projectId, userId }, data: { role } })
    if (count === 0) throw new AppError('MEMBER_NOT_FOUND')
  })
}
