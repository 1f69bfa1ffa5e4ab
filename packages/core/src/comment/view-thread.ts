import type { TaskReference, Thread } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { commentsWhere } from './comments-where.ts'
import { loadThreadTask } from './load-thread-task.ts'
import { mentionable } from './mentionable.ts'

/** What was said of a task, and who may be mentioned. */
export async function viewThread(scope: Scope, { taskId }: TaskReference): Promise<Thread> {
  const reader = await loadThreadTask(scope, taskId)
  return {
    comments: await commentsWhere(scope.db, { taskId }),
    people: await mentionable(scope.db, { taskId, ...reader }),
  }
}
