import type { TaskStatus, TaskSummary } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface TaskFilter {
  projectId: string
  /** Only this task. */
  taskId?: string | null
  status?: TaskStatus | null
  search?: string | null
  /** Only those after this id. */
  cursor?: string | null
  limit: number
}

/**
 * Tasks in the order of import (their ids sort so), with the first line of their last message. A search looks into every
 * message and the external id, in any case; it reads the project's prompts one by one (50,000 in about a second).
 */
export function taskSummaries(db: Database, filter: TaskFilter): Promise<TaskSummary[]> {
  const { projectId, taskId = null, status = null, search = null, cursor = null, limit } = filter
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  return db.$queryRaw<TaskSummary[]>`
    select t."id", p."externalId", t."overlap", t."overlap" - t."missing" as "rankings", t."status"::text, t."createdAt",
      left(split_part(ltrim(p."messages" -> -1 ->> 'content', E' \\n\\r\\t'), E'\\n', 1), 300) as "firstLine",
      jsonb_array_length(p."messages") as "turns",
      (select count(*)::int from "Completion" c where c."promptId" = p."id") as "completions"
    from "Task" t join "Prompt" p on p."id" = t."promptId"
    where t."projectId" = ${projectId}::uuid
      and (${taskId}::uuid is null or t."id" = ${taskId}::uuid)
      and (${status}::text is null or t."status"::text = ${status})
      and (${cursor}::uuid is null or t."id" > ${cursor}::uuid)
      and (${pattern}::text is null or p."externalId" ilike ${pattern} or exists (
        select from jsonb_array_elements(p."messages") m where m ->> 'content' ilike ${pattern}))
    order by t."id" limit ${limit}`
}
