import { AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** What to tell an annotator who no longer holds an assignment: they answered it, or it went back to the others. */
export async function whyNotHeld(
  { db }: Scope,
  { assignmentId, annotatorId }: { assignmentId: string; annotatorId: string },
): Promise<AppError> {
  const answered = await db.assignment.count({ where: { id: assignmentId, annotatorId, submittedAt: { not: null } } })
  return new AppError(answered > 0 ? 'ASSIGNMENT_ALREADY_SUBMITTED' : 'ASSIGNMENT_EXPIRED')
}
