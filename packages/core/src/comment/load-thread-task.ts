import { AppError } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'

/**
 * The task whose thread the person may read and write in: reviewers in any, annotators where they have answered it or are
 * mentioned, so that nobody reads of a task before they rank it. Throws TASK_NOT_FOUND.
 */
export async function loadThreadTask(
  scope: Scope,
  taskId: string,
): Promise<{ projectId: string; userId: string; isReviewer: boolean }> {
  const missing = new AppError('TASK_NOT_FOUND')
  const { projectId } = await loadFor(scope, 'ranking:submit', {
    load: scope.db.task.findUnique({ where: { id: taskId }, select: { projectId: true } }),
    missing,
  })
  const { userId } = requirePerson(scope)
  const isReviewer = await authorize(scope, 'task:review', { projectId }).then(
    () => true,
    () => false,
  )
  if (isReviewer) return { projectId, userId, isReviewer }
  const answered = await scope.db.assignment.count({
    where: { taskId, annotatorId: userId, submittedAt: { not: null } },
  })
  const mentioned = await scope.db.comment.count({ where: { taskId, mentions: { has: userId } } })
  if (answered + mentioned === 0) throw missing
  return { projectId, userId, isReviewer }
}
