import { type AddCommentInput, AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadThreadTask } from './load-thread-task.ts'
import { mentionable } from './mentionable.ts'

/** Adds a word to a task's thread. Whom it mentions finds it under their mentions. Throws MENTION_UNKNOWN. */
export async function addComment(scope: Scope, { taskId, text, mentions }: AddCommentInput): Promise<void> {
  const writer = await loadThreadTask(scope, taskId)
  const known = new Set((await mentionable(scope.db, { taskId, ...writer })).map(({ userId }) => userId))
  const wanted = [...new Set(mentions)]
  if (wanted.some((userId) => !known.has(userId))) throw new AppError('MENTION_UNKNOWN')
  const { projectId, userId: authorId } = writer
  await scope.db.comment.create({
    data: { id: scope.newId(), projectId, taskId, authorId, text, mentions: wanted, createdAt: scope.now() },
  })
}
