import type { SelectionReport } from '@plackett/contracts'
import type { Ranks } from '@plackett/preference'
import type { Database } from '../scope/scope.ts'

export interface SelectedTask {
  selection: SelectionReport['kinds'][number]['selection']
  probability: number | null
  weight: number
  rankings: { annotatorId: string; ranks: Ranks }[]
}

/** So many of the latest of them are enough for a comparison. */
const most = 5_000

/** Ranked tasks by how their first assignment came about, with the rankings that count, the latest first. */
export function selectedTasks(db: Database, projectId: string): Promise<SelectedTask[]> {
  return db.$queryRaw<SelectedTask[]>`
    select f."selection"::text, f."selectionProbability" as "probability", t."weight", r."rankings"
    from "Task" t
    join lateral (
      select a."selection", a."selectionProbability" from "Assignment" a
      where a."taskId" = t."id" and a."selection" in ('in_order', 'random', 'weighted', 'audit')
        and a."submittedAt" is not null
      order by a."submittedAt" limit 1
    ) f on true
    join lateral (
      select json_agg(json_build_object('annotatorId', r."annotatorId", 'ranks', (
          select json_agg(rc."rank" order by c."position")
          from "Completion" c
          left join "RankedCompletion" rc on rc."rankingId" = r."id" and rc."completionId" = c."id"
          where c."promptId" = t."promptId"
        )) order by r."createdAt") as "rankings"
      from "CountedRanking" r where r."taskId" = t."id" and r."notRankable" is null
    ) r on r."rankings" is not null
    where t."projectId" = ${projectId}::uuid and t."gold" is null
    order by t."id" desc limit ${most}`
}
