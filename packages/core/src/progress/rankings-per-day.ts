import type { ProjectProgress } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** First answers per day in UTC, oldest first. */
export function rankingsPerDay(db: Database, projectId: string): Promise<ProjectProgress['perDay']> {
  return db.$queryRaw<ProjectProgress['perDay']>`
    select to_char("createdAt" at time zone 'UTC', 'YYYY-MM-DD') as "day", count(*)::int as "rankings"
    from "Ranking" where "projectId" = ${projectId}::uuid and "revision" = 1
    group by 1 order by 1`
}
