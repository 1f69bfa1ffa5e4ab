import type { Member, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The project's members in the order they joined. */
export async function listMembers(scope: Scope, { projectId }: ProjectReference): Promise<Member[]> {
  await authorize(scope, 'member:view', { projectId })
  const memberships = await scope.db.membership.findMany({
    where: { projectId },
    include: { user: true },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  })
  return memberships.map(({ user, role, skills, quota, dailyQuota, maxShare, createdAt }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    skills,
    quota,
    dailyQuota,
    maxShare,
    isSample: user.isSample,
    joinedAt: createdAt,
  }))
}
