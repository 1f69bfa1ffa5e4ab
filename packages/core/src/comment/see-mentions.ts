import type { ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'

/** Notes that the person has seen the comments that mention them until now. */
export async function seeMentions(scope: Scope, { projectId }: ProjectReference): Promise<void> {
  await authorize(scope, 'ranking:submit', { projectId })
  const { userId } = requirePerson(scope)
  await scope.db.membership.updateMany({ where: { projectId, userId }, data: { mentionsSeenAt: scope.now() } })
}
