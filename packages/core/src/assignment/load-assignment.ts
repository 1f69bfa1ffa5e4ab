import { AppError } from '@plackett/contracts'
import type { Action } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** The assignment with its project's settings and its task's right answer, if it is a gold task, where the actor may do the action. Throws ASSIGNMENT_NOT_FOUND. */
export function loadAssignment(scope: Scope, action: Action, assignmentId: string) {
  return loadFor(scope, action, {
    load: scope.db.assignment.findUnique({
      where: { id: assignmentId },
      include: { project: true, task: { select: { gold: true } } },
    }),
    missing: new AppError('ASSIGNMENT_NOT_FOUND'),
  })
}
