import type { LeasedAssignment } from '../assignment/lease-next-assignment.ts'
import type { Database } from '../scope/scope.ts'

export interface GoldWish {
  projectId: string
  annotatorId: string
  skills: string[]
  /** Assignments that are on the annotator's screen. */
  holding: string[]
  leasedUntil: Date
  now: Date
}

/**
 * Leases a gold task that the annotator has not had, drawn by chance, with an assignment of its own beyond those that were
 * wanted: everybody can be tested by the same tasks. Null where none is left, while another one of theirs is open,
 * and while they hold a task that is not on their screen, which comes first. One
 * statement under the lock of the task's row, so that two who ask at once get two slots (Task_gold_idx).
 */
export async function leaseGold(db: Database, wish: GoldWish): Promise<LeasedAssignment | null> {
  const [row] = await db.$queryRaw<LeasedAssignment[]>`
    with "drawn" as (
      select t."id", t."promptId" from "Task" t
      where t."projectId" = ${wish.projectId}::uuid and t."gold" is not null and t."status" in ('open', 'completed')
        and string_to_array(t."audience", ' ') <@ ${wish.skills}::text[]
        and not exists (
          select from "Assignment" mine where mine."taskId" = t."id" and mine."annotatorId" = ${wish.annotatorId})
        and not exists (
          select from "Skip" s where s."taskId" = t."id" and s."annotatorId" = ${wish.annotatorId} and s."reason" <> 'later')
        and not exists (
          select from "Assignment" held
          where held."annotatorId" = ${wish.annotatorId} and held."projectId" = ${wish.projectId}::uuid
            and held."submittedAt" is null and held."leasedUntil" is not null
            and (held."selection" = 'gold' or held."id" <> all (${wish.holding}::uuid[])))
      order by random() limit 1 for update of t skip locked
    ), "task" as (
      update "Task" t set "overlap" = t."overlap" + 1, "missing" = t."missing" + 1, "status" = 'open', "completedAt" = null
      from "drawn" where t."id" = "drawn"."id"
    )
    insert into "Assignment" ("id", "projectId", "taskId", "slot", "annotatorId", "leasedUntil", "shownOrder", "selection", "createdAt")
    select gen_random_uuid(), ${wish.projectId}::uuid, d."id",
      (select coalesce(max(a."slot"), -1) + 1 from "Assignment" a where a."taskId" = d."id"),
      ${wish.annotatorId}, ${wish.leasedUntil},
      (select array_agg(c."id" order by random()) from "Completion" c where c."promptId" = d."promptId"), 'gold', ${wish.now}
    from "drawn" d
    returning "id", "taskId", "shownOrder", "leasedUntil"`
  return row ?? null
}
