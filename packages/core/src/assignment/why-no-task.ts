import type { NoTaskReason } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** Why there is no next task for this annotator. */
export async function whyNoTask(
  db: Database,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<NoTaskReason> {
  const [row] = await db.$queryRaw<{ reason: NoTaskReason }[]>`
    select case
      when not exists (select from "Task" where "projectId" = ${projectId}::uuid) then 'none_imported'
      when not exists (select from "Task" where "projectId" = ${projectId}::uuid and "status" = 'open') then 'all_done'
      when not exists (
        select from "Task" t where t."projectId" = ${projectId}::uuid and t."status" = 'open' and not exists (
          select from "Assignment" mine where mine."taskId" = t."id" and mine."annotatorId" = ${annotatorId})
      ) then 'all_yours_done'
      else 'all_leased' end as "reason"`
  return row!.reason
}
