import type { Database } from '../scope/scope.ts'

export interface SharedTask {
  rankings: { annotator: string; ranks: Record<string, number> }[]
}

/** The rankings that count, of the tasks that two annotators or more ranked, of the last answered tasks at most `limit`. */
export function sharedRankings(
  db: Database,
  { projectId, limit }: { projectId: string; limit: number },
): Promise<SharedTask[]> {
  return db.$queryRaw<SharedTask[]>`
    select json_agg(json_build_object('annotator', r."annotatorId", 'ranks', (
        select json_object_agg(rc."completionId", rc."rank") from "RankedCompletion" rc where rc."rankingId" = r."id")
      ) order by r."id") as "rankings"
    from "CountedRanking" r
    join "Task" t on t."id" = r."taskId" and t."gold" is null
    join "Assignment" a on a."id" = r."assignmentId" and a."slot" >= 0
    where r."projectId" = ${projectId}::uuid and r."notRankable" is null
    group by r."taskId" having count(*) > 1
    order by max(r."id"::text) desc limit ${limit}`
}
