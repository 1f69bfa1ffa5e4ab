import type { AssignmentReference } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { leaseEnd } from './lease-end.ts'
import { loadAssignment } from './load-assignment.ts'
import { whyNotHeld } from './why-not-held.ts'

/** Extends a lease by its full length from now; also one that ended, as long as nobody else took the task. */
export async function renewAssignment(
  scope: Scope,
  { assignmentId }: AssignmentReference,
): Promise<{ leasedUntil: Date }> {
  const { projectId } = await loadAssignment(scope, 'assignment:take', assignmentId)
  const { userId: annotatorId } = requirePerson(scope)
  const leasedUntil = await leaseEnd(scope, projectId)
  const { count } = await scope.db.assignment.updateMany({
    where: { id: assignmentId, annotatorId, submittedAt: null },
    data: { leasedUntil },
  })
  if (count === 0) throw await whyNotHeld(scope, { assignmentId, annotatorId })
  return { leasedUntil }
}
