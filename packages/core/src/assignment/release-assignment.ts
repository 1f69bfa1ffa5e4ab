import type { AssignmentReference } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { loadAssignment } from './load-assignment.ts'

/** Gives a task back to the others at once. What is not held any more needs no giving back. */
export async function releaseAssignment(scope: Scope, { assignmentId }: AssignmentReference): Promise<void> {
  await loadAssignment(scope, 'assignment:take', assignmentId)
  const { userId: annotatorId } = requirePerson(scope)
  await scope.db.assignment.updateMany({
    where: { id: assignmentId, annotatorId, submittedAt: null },
    data: { annotatorId: null, leasedUntil: null, shownOrder: [] },
  })
}
