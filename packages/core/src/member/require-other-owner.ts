import { AppError, type MemberReference } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/**
 * Refuses to take the owner's role from the last who has it. Call it in the
 * transaction that makes the change: the project's row stays locked, so that two owners cannot remove each other at once.
 */
export async function requireOtherOwner({ db }: Scope, { projectId, userId }: MemberReference): Promise<void> {
  await db.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`
  const owners = await db.membership.findMany({ where: { projectId, role: 'owner' }, select: { userId: true } })
  if (owners.length === 1 && owners[0]!.userId === userId) throw new AppError('LAST_OWNER')
}
