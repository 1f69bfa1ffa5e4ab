import type { ReviewItem, ReviewQueue } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface ReviewFilter {
  projectId: string
  /** All of the project's tasks unless told. */
  queue?: ReviewQueue | null
  taskId?: string | null
  /** Only those after this id. */
  cursor?: string | null
  limit: number
}

/**
 * Tasks in the reviewer's order: what people differ on most first, and of the settled ones the last settled
 * (Task_disagreement_idx serves the first queue).
 */
export function reviewItems(db: Database, filter: ReviewFilter): Promise<ReviewItem[]> {
  const { projectId, queue = null, taskId = null, cursor = null, limit } = filter
  return db.$queryRaw<ReviewItem[]>`
    with "chosen" as (
      select t."id", t."disagreement" as "place", t."promptId" from "Task" t
      where ${queue}::text = 'disagreeing' and t."projectId" = ${projectId}::uuid and t."disagreement" > 0
        and t."settledAt" is null and t."status" <> 'withdrawn'
      union all
      select t."id", 0, t."promptId" from "Task" t
      where ${queue}::text = 'skipped' and t."projectId" = ${projectId}::uuid and t."status" = 'in_review'
      union all
      select t."id", extract(epoch from t."settledAt"), t."promptId" from "Task" t
      where ${queue}::text = 'settled' and t."projectId" = ${projectId}::uuid and t."settledAt" is not null
      union all
      select t."id", 0, t."promptId" from "Task" t where t."id" = ${taskId}::uuid and t."projectId" = ${projectId}::uuid
    ), "page" as (
      select * from "chosen" c
      where ${cursor}::uuid is null or (c."place", c."id") < (select l."place", l."id" from "chosen" l where l."id" = ${cursor}::uuid)
      order by c."place" desc, c."id" desc limit ${limit}
    )
    select t."id", t."status"::text, t."overlap", t."overlap" - t."missing" as "rankings", t."disagreement", t."settledAt",
      left(split_part(ltrim(p."messages" -> -1 ->> 'content', E' \\n\\r\\t'), E'\\n', 1), 300) as "firstLine",
      (select count(*)::int from "Skip" s where s."taskId" = t."id" and s."reason" <> 'later') as "skips",
      (select count(*)::int from "Comment" c where c."taskId" = t."id") as "comments",
      exists (select from "Assignment" a where a."taskId" = t."id" and a."slot" = -1) as "isAdjudicated"
    from "page" join "Task" t on t."id" = "page"."id" join "Prompt" p on p."id" = t."promptId"
    order by "page"."place" desc, "page"."id" desc`
}
