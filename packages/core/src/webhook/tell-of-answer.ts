import type { SystemScope } from '../scope/scope.ts'
import { tellWebhooks } from './tell-webhooks.ts'

/** Tells of a ranking, and of its task where that was the last answer that it wanted. */
export async function tellOfAnswer(
  scope: SystemScope,
  { projectId, taskId, rankingId }: { projectId: string; taskId: string; rankingId: string },
): Promise<void> {
  await tellWebhooks(scope, { projectId, event: 'ranking.submitted', data: { taskId, rankingId } })
  const { status } = await scope.db.task.findUniqueOrThrow({ where: { id: taskId }, select: { status: true } })
  if (status === 'completed') await tellWebhooks(scope, { projectId, event: 'task.completed', data: { taskId } })
}
