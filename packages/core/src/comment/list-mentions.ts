import type { Mention, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { taskSummaries } from '../task/task-summaries.ts'
import { commentsWhere } from './comments-where.ts'

/** The comments of the last 90 days that mention who asks, the newest first. Who has seen them says so by seeMentions. */
export async function listMentions(scope: Scope, { projectId }: ProjectReference): Promise<Mention[]> {
  await authorize(scope, 'ranking:submit', { projectId })
  const { userId } = requirePerson(scope)
  const { db, now } = scope
  const since = new Date(now().getTime() - 90 * 86_400_000)
  const comments = await commentsWhere(db, { projectId, mentions: { has: userId }, createdAt: { gte: since } })
  const membership = await db.membership.findUnique({ where: { projectId_userId: { projectId, userId } } })
  const seenAt = membership?.mentionsSeenAt ?? new Date(0)
  return Promise.all(
    comments.toReversed().map(async (comment) => {
      const [task] = await taskSummaries(db, { projectId, taskId: comment.taskId, limit: 1 })
      return { ...comment, firstLine: task!.firstLine, isNew: comment.createdAt > seenAt }
    }),
  )
}
