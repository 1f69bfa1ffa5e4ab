import type { NoTaskReason } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface WhyNoTask {
  projectId: string
  annotatorId: string
  skills: string[]
}

/** Why there is no next task for this annotator. */
export async function whyNoTask(db: Database, { projectId, annotatorId, skills }: WhyNoTask): Promise<NoTaskReason> {
  const [row] = await db.$queryRaw<{ reason: NoTaskReason }[]>`
    with "open" as (select "id", "audience" from "Task" where "projectId" = ${projectId}::uuid and "status" = 'open')
    select case
      when not exists (select from "Task" where "projectId" = ${projectId}::uuid) then 'none_imported'
      when not exists (select from "open") then case
        when exists (select from "Task" where "projectId" = ${projectId}::uuid and "status" in ('paused', 'in_review'))
          then 'all_paused'
        else 'all_done' end
      when not exists (select from "open" where string_to_array("audience", ' ') <@ ${skills}::text[])
        then 'none_for_your_skills'
      when not exists (
        select from "open" t where string_to_array(t."audience", ' ') <@ ${skills}::text[]
          and not exists (
            select from "Assignment" mine where mine."taskId" = t."id" and mine."annotatorId" = ${annotatorId})
          and not exists (
            select from "Skip" s
            where s."taskId" = t."id" and s."annotatorId" = ${annotatorId} and s."reason" <> 'later')
      ) then 'all_yours_done'
      else 'all_leased' end as "reason"`
  return row!.reason
}
