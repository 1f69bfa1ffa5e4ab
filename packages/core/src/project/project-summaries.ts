import type { ProjectSummary } from '@plackett/contracts'
import { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'

/** All projects, or a member's with their role; counted from Task (Task_projectId_createdAt_id_idx). Newest first. */
export function projectSummaries(db: Database, whose: 'all' | { memberId: string }): Promise<ProjectSummary[]> {
  const role = whose === 'all' ? Prisma.sql`'owner'` : Prisma.sql`m."role"::text`
  const members =
    whose === 'all'
      ? Prisma.empty
      : Prisma.sql`join "Membership" m on m."projectId" = p."id" and m."userId" = ${whose.memberId}`
  return db.$queryRaw<ProjectSummary[]>`
    select p."id", p."name", p."description", p."isSample", p."createdAt", ${role} as "role",
      coalesce(t."tasks", 0) as "tasks", coalesce(t."completedTasks", 0) as "completedTasks",
      coalesce(t."rankings", 0) as "rankings"
    from "Project" p
    ${members}
    left join lateral (
      select count(*)::int as "tasks", count(*) filter (where "status" = 'completed')::int as "completedTasks",
        sum("overlap" - "missing")::int as "rankings"
      from "Task" where "projectId" = p."id"
    ) t on true
    order by p."id" desc`
}
