import type { ListTasksInput, TaskSummary } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface TaskFilter extends Omit<ListTasksInput, 'limit'> {
  /** Only this task. */
  taskId?: string
  limit: number
}

/**
 * Tasks in the order of import (their ids sort so), with the first line of their last message. A search looks into every
 * message and the external id, in any case; it reads the project's prompts one by one (50,000 in about a second).
 */
export function taskSummaries(db: Database, filter: TaskFilter): Promise<TaskSummary[]> {
  const { projectId, taskId = null, status = null, search = null, cursor = null, limit } = filter
  const {
    language = null,
    completions = null,
    turns = null,
    strength = null,
    minRankings = null,
    isGold = null,
  } = filter
  const annotatorIds = filter.annotatorIds ?? []
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  return db.$queryRaw<TaskSummary[]>`
    select t."id", p."externalId", t."overlap", t."overlap" - t."missing" as "rankings", t."status"::text, t."priority",
      coalesce(nullif(string_to_array(t."audience", ' '), '{}'), '{}') as "requires", t."createdAt",
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
      and (${language}::text is null or coalesce(p."language", '') = ${language})
      and (${completions}::int is null
        or (select count(*) from "Completion" c where c."promptId" = p."id") = ${completions})
      and (${turns}::text is null or ${turns} = case when jsonb_array_length(
        jsonb_path_query_array(p."messages", '$[*] ? (@.role == "user")')) > 1 then 'many' else 'one' end)
      and (cardinality(${annotatorIds}::text[]) = 0 or ${annotatorIds}::text[] <@ array(
        select r."annotatorId" from "CountedRanking" r where r."taskId" = t."id" and r."notRankable" is null))
      and (${minRankings}::int is null or ${minRankings} <= (
        select count(*) from "CountedRanking" r where r."taskId" = t."id" and r."notRankable" is null))
      and (${isGold}::bool is null or (t."gold" is not null) = ${isGold})
      and (${strength}::int is null or exists (
        select from "CountedRanking" r join "Comparison" c on c."rankingId" = r."id"
        where r."taskId" = t."id" and c."strength" = ${strength}))
    order by t."id" limit ${limit}`
}
