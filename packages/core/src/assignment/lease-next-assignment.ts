import type { Database } from '../scope/scope.ts'

export interface LeaseWish {
  projectId: string
  annotatorId: string
  /** Assignments whose tasks are not to be handed out: they are on the annotator's screen, or were just skipped. */
  holding: string[]
  now: Date
  leasedUntil: Date
}

export interface LeasedAssignment {
  id: string
  taskId: string
  shownOrder: string[]
  leasedUntil: Date
}

/**
 * Leases one wanted answer to this annotator, in one statement that updates the very row it locked; no row means that there
 * is nothing for them now. What they hold already comes first, then the task nearest to completion, then the oldest
 * (Assignment_held_idx; Task_to_hand_out_idx with Assignment_open_idx, both read in order up to the first hit).
 *
 * The order shown rotates with the slot, over a start that differs by task and by turn of the rotation: each completion
 * stands in each place equally often, and a lease taken again shows the same order.
 */
export async function leaseNextAssignment(db: Database, wish: LeaseWish): Promise<LeasedAssignment | null> {
  const [row] = await db.$queryRaw<LeasedAssignment[]>`
    with "held" as (
      select a."id" from "Assignment" a
      where a."annotatorId" = ${wish.annotatorId} and a."projectId" = ${wish.projectId}::uuid
        and a."submittedAt" is null and a."id" <> all (${wish.holding}::uuid[])
      order by a."createdAt", a."id" limit 1 for update skip locked
    ), "free" as (
      select a."id" from "Task" t join "Assignment" a on a."taskId" = t."id" and a."submittedAt" is null
      where not exists (select from "held")
        and t."projectId" = ${wish.projectId}::uuid and t."status" = 'open'
        and (a."leasedUntil" is null or a."leasedUntil" <= ${wish.now})
        and t."id" not in (select s."taskId" from "Assignment" s where s."id" = any (${wish.holding}::uuid[]))
        and not exists (
          select from "Assignment" mine where mine."taskId" = t."id" and mine."annotatorId" = ${wish.annotatorId})
      order by t."missing", t."createdAt", t."id" limit 1 for update of a skip locked
    )
    update "Assignment" a set
      "annotatorId" = ${wish.annotatorId},
      "leasedUntil" = ${wish.leasedUntil},
      "shownOrder" = (
        select array_agg(c."id" order by (c."place" + a."slot") % c."count") from (
          select c."id", k."count", row_number() over (order by md5(c."id"::text || a."slot" / k."count")) as "place"
          from "Task" t join "Completion" c on c."promptId" = t."promptId",
            lateral (select count(*) from "Completion" where "promptId" = t."promptId") k
          where t."id" = a."taskId"
        ) c)
    from (select "id" from "held" union all select "id" from "free") picked
    where a."id" = picked."id"
    returning a."id", a."taskId", a."shownOrder", a."leasedUntil"`
  return row ?? null
}
