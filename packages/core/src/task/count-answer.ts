import type { Database } from '../scope/scope.ts'

export interface Answered {
  taskId: string
  now: Date
}

/** Takes one off the answers that a task still wants; with the last one it is completed. */
export async function countAnswer(db: Database, { taskId, now }: Answered): Promise<void> {
  await db.$executeRaw`
    update "Task" set
      "missing" = "missing" - 1,
      "status" = case when "missing" = 1 and "status" <> 'withdrawn' then 'completed' else "status" end,
      "completedAt" = case when "missing" = 1 then ${now} else "completedAt" end
    where "id" = ${taskId}::uuid`
}
