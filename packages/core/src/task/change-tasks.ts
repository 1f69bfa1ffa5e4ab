import type { ChangeTasksInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { chosenTasks } from './chosen-tasks.ts'

/**
 * Pauses, resumes, withdraws, prioritises or restricts tasks, or raises their overlap; returns how many were chosen. What
 * people hold stays theirs, and their answers count.
 */
export async function changeTasks(
  scope: Scope,
  { projectId, choice, change }: ChangeTasksInput,
): Promise<{ tasks: number }> {
  await authorize(scope, 'task:change', { projectId })
  return inTransaction(
    scope,
    async ({ db }) => {
      const ids = await chosenTasks(db, { projectId, choice })
      if (change.overlap !== undefined) await raiseOverlap(db, ids, change.overlap)
      if (change.status !== undefined) await setStatus(db, ids, change.status)
      const requires = change.requires && [...new Set(change.requires)].sort().join(' ')
      const data = {
        ...(change.priority !== undefined && { priority: change.priority }),
        ...(requires !== undefined && { audience: requires }),
      }
      if (Object.keys(data).length > 0)
        await db.$executeRaw`
        update "Task" set "priority" = coalesce(${data.priority ?? null}, "priority"),
          "audience" = coalesce(${data.audience ?? null}, "audience")
        where "id" = any (${ids}::uuid[])`
      return { tasks: ids.length }
    },
    { timeout: 10 * 60_000 },
  )
}

/** Each new answer gets its assignment, and a completed task is open again. */
async function raiseOverlap(db: Database, ids: string[], overlap: number): Promise<void> {
  await db.$executeRaw`
    with "raised" as (
      select "id", "projectId", "overlap" from "Task" where "id" = any (${ids}::uuid[]) and "overlap" < ${overlap}
    ), "assignment" as (
      insert into "Assignment" ("id", "projectId", "taskId", "slot")
      select gen_random_uuid(), r."projectId", r."id", s."slot"
      from "raised" r, generate_series(r."overlap", ${overlap} - 1) as s("slot")
    )
    update "Task" t set
      "overlap" = ${overlap},
      "missing" = t."missing" + ${overlap} - r."overlap",
      "free" = t."free" + ${overlap} - r."overlap",
      "status" = case when t."status" = 'completed' then 'open' else t."status" end,
      "completedAt" = null
    from "raised" r where t."id" = r."id"`
}

/** A completed task cannot be paused: nothing of it is left to hand out. */
async function setStatus(db: Database, ids: string[], status: 'open' | 'paused' | 'withdrawn'): Promise<void> {
  await db.$executeRaw`
    update "Task" set "status" = case
      when ${status} = 'withdrawn' then 'withdrawn'
      when "missing" = 0 then 'completed'
      else ${status} end::"TaskStatus"
    where "id" = any (${ids}::uuid[])`
}
