import type { WeighTasksInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'

/**
 * Says how much an answer to each task is worth, and draws anew: among the tasks that nobody has begun the next is then one
 * with a chance in proportion to its weight (−ln(u) / weight is the smallest with that chance). Returns how many tasks of
 * the project were weighed.
 */
export async function weighTasks(scope: Scope, { projectId, weights }: WeighTasksInput): Promise<{ tasks: number }> {
  await authorize(scope, 'task:change', { projectId })
  const sorted = [...new Map(weights.map((row) => [row.taskId, row])).values()].sort((a, b) =>
    a.taskId < b.taskId ? -1 : 1,
  )
  return inTransaction(scope, async ({ db }) => ({
    tasks: await db.$executeRaw`
      update "Task" t set "weight" = w."weight", "draw" = - ln(1 - random()) / w."weight"
      from json_to_recordset(${JSON.stringify(sorted)}::json) as w("taskId" uuid, "weight" float8)
      where t."id" = w."taskId" and t."projectId" = ${projectId}::uuid`,
  }))
}
