import type { ProjectProgress } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** Who ranked how much and how fast, the busiest first. Times are of first answers; a revision is quick by nature. */
export function annotatorActivity(db: Database, projectId: string): Promise<ProjectProgress['annotators']> {
  return db.$queryRaw<ProjectProgress['annotators']>`
    select r."annotatorId", u."name", count(*)::int as "rankings",
      percentile_cont(0.5) within group (order by r."activeMs") / 1000 as "medianSeconds",
      max(r."createdAt") as "lastRankingAt"
    from "Ranking" r join "User" u on u."id" = r."annotatorId"
    where r."projectId" = ${projectId}::uuid and r."revision" = 1
    group by r."annotatorId", u."name"
    order by count(*) desc, u."name", r."annotatorId"`
}
