import { AppError, type SetMemberTermsInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** Says what a member can do and how much of the work may be theirs. Counts from the next task that they ask for. */
export async function setMemberTerms(scope: Scope, input: SetMemberTermsInput): Promise<void> {
  const { projectId, userId, skills, ...limits } = input
  await authorize(scope, 'member:terms', { projectId })
  const { count } = await scope.db.membership.updateMany({
    where: { projectId, userId },
    data: { ...limits, ...(skills && { skills: [...new Set(skills)].sort() }) },
  })
  if (count === 0) throw new AppError('MEMBER_NOT_FOUND')
}
