import type { ProjectProgress } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

type Counts = Omit<ProjectProgress, 'annotators' | 'perDay' | 'forecast' | 'agreement'>

/** How far a project is, in one pass over each of its tables. */
export async function countProgress(
  db: Database,
  { projectId, now }: { projectId: string; now: Date },
): Promise<Counts> {
  const [row] = await db.$queryRaw<[Counts]>`
    select t.*, a."inProgress", r."notRankable", c."comparisons", c."ties"
    from (
      select count(*)::int as "tasks", count(*) filter (where "status" = 'completed')::int as "completedTasks",
        coalesce(sum("overlap"), 0)::int as "wantedRankings", coalesce(sum("overlap" - "missing"), 0)::int as "rankings"
      from "Task" where "projectId" = ${projectId}::uuid
    ) t, (
      select count(*)::int as "inProgress" from "Assignment"
      where "projectId" = ${projectId}::uuid and "submittedAt" is null and "leasedUntil" > ${now}
    ) a, (
      select count(*)::int as "notRankable" from "CurrentRanking"
      where "projectId" = ${projectId}::uuid and "notRankable" is not null
    ) r, (
      select count(*)::int as "comparisons", count(*) filter (where c."kind" = 'tie')::int as "ties"
      from "CurrentRanking" r join "Comparison" c on c."rankingId" = r."id" where r."projectId" = ${projectId}::uuid
    ) c`
  return row
}
