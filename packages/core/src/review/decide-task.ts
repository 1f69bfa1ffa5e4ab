import { AppError, type DecideTaskInput } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'

/** Records what a reviewer decided of a task, and does it. */
export async function decideTask(scope: Scope, { taskId, kind, note }: DecideTaskInput): Promise<void> {
  await loadFor(scope, 'task:review', {
    load: scope.db.task.findUnique({ where: { id: taskId }, select: { projectId: true } }),
    missing: new AppError('TASK_NOT_FOUND'),
  })
  const { userId: reviewerId } = requirePerson(scope)
  await inTransaction(scope, async ({ db, newId, now }) => {
    const decision = { id: newId(), taskId, reviewerId, kind, note: note ?? null, createdAt: now() }
    await db.taskDecision.create({ data: decision })
    if (kind === 'settle') await db.task.update({ where: { id: taskId }, data: { settledAt: decision.createdAt } })
    else
      await db.$executeRaw`
        update "Task" set "settledAt" = null, "status" = case
          when ${kind} = 'withdraw' then 'withdrawn' when "missing" = 0 then 'completed' else 'open' end::"TaskStatus"
        where "id" = ${taskId}::uuid`
  })
}
