import type { GoldTask } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** The project's gold tasks with the first line of their last message (Task_gold_idx). */
export function goldTasks(
  db: Database,
  projectId: string,
): Promise<Pick<GoldTask, 'taskId' | 'firstLine' | 'source'>[]> {
  return db.$queryRaw`
    select t."id" as "taskId", t."gold" ->> 'source' as "source",
      left(split_part(ltrim(p."messages" -> -1 ->> 'content', E' \\n\\r\\t'), E'\\n', 1), 300) as "firstLine"
    from "Task" t join "Prompt" p on p."id" = t."promptId"
    where t."projectId" = ${projectId}::uuid and t."gold" is not null
    order by t."id"`
}
