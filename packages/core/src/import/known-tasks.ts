import type { BulkTransaction } from '@plackett/db'

/** A task that is there already, as far as a further ranking of it has to know. */
export interface KnownTask {
  taskId: string
  /** Completion ids in the order of contentOf. */
  completionIds: string[]
  /** How many assignments it has. */
  slots: number
  annotatorIds: Set<string>
  /** How many unnamed annotators of this import have ranked it. */
  unnamed: number
}

/** The oldest task of each content. Served by the index on ("projectId", "contentKey"). */
export async function knownTasks(
  transaction: BulkTransaction,
  { id: importId, projectId }: { id: string; projectId: string },
  keys: string[],
): Promise<Map<string, KnownTask>> {
  const rows = await transaction.query<Omit<KnownTask, 'annotatorIds'> & { key: string; annotators: string[] }>(
    `select p."contentKey" as "key", p."taskId", c."completionIds", a."slots", a."annotators", a."unnamed"
     from (
       select distinct on (p."contentKey") p."contentKey", p."id", t."id" as "taskId"
       from "Prompt" p join "Task" t on t."promptId" = p."id"
       where p."projectId" = $1 and p."contentKey" = any($2::uuid[]) order by p."contentKey", p."id", t."id"
     ) p, lateral (
       select array_agg(c."id"::text order by md5(c."text" || E'\\x1f' || coalesce(c."model", '')), c."position")
         as "completionIds"
       from "Completion" c where c."promptId" = p."id"
     ) c, lateral (
       select count(*)::int as "slots",
         coalesce(array_agg(a."annotatorId") filter (where a."annotatorId" is not null), '{}') as "annotators",
         count(*) filter (where u."name" like 'Unnamed %' and u."isImported" and r."importId" = $3)::int as "unnamed"
       from "Assignment" a
       left join "User" u on u."id" = a."annotatorId"
       left join "Ranking" r on r."assignmentId" = a."id" and r."revision" = 1
       where a."taskId" = p."taskId"
     ) a`,
    [projectId, keys, importId],
  )
  return new Map(rows.map(({ key, annotators, ...task }) => [key, { ...task, annotatorIds: new Set(annotators) }]))
}
