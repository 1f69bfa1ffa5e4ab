import type { Database } from '../scope/scope.ts'

export interface LeaseWish {
  projectId: string
  annotatorId: string
  /** What the annotator can do; a task may require some of it. */
  skills: string[]
  /** Assignments whose tasks are not to be handed out: they are on the annotator's screen, or were just skipped. */
  holding: string[]
  /** Only what they hold already, because they may begin nothing more. */
  onlyHeld: boolean
  /** How a task that nobody has begun is chosen. */
  draw: 'in_order' | 'random' | 'weighted' | 'audit'
  leasedUntil: Date
}

export interface LeasedAssignment {
  id: string
  taskId: string
  shownOrder: string[]
  leasedUntil: Date
}

/**
 * How many tasks of each kind are looked at before the next size is tried: of a few at the head of the order one is almost
 * always free for this annotator, and the head of 1,000,000 tasks is read in a millisecond. Null reads all.
 */
const windows = [16, 512, 16_384, null]

/** Leases one wanted answer to this annotator, or null where there is nothing for them now. */
export async function leaseNextAssignment(db: Database, wish: LeaseWish): Promise<LeasedAssignment | null> {
  for (const window of windows) {
    const leased = await leaseAmong(db, { ...wish, window })
    if (leased !== null || wish.onlyHeld) return leased
  }
  return null
}

/**
 * One statement that updates the very row it locked. What the annotator holds comes first; then, among the tasks whose
 * requirements they meet, the begun one that is nearest to completion (Task_begun_idx), and then one that nobody has begun
 * (Task_in_order_idx, Task_by_draw_idx or Task_by_lottery_idx). Each index is read in its order, as far as the window goes.
 *
 * A draw is the smallest key of an exponential race, or lottery number; the chance that it had picked the task by now is
 * that of a key below the next one's (bottom-k sampling, Cohen and Kaplan 2007): 1 − exp(−weight · next), or the next
 * number itself.
 *
 * The order shown is a row of a Latin square, the slot's, over a start that differs by task and by turn of the square: each
 * completion stands in each place equally often, and a lease taken again shows the same order. The square is Williams'
 * (1949), 0 1 K−1 2 K−2 …, and each second turn is reversed, so that each also follows each other equally often.
 */
async function leaseAmong(db: Database, wish: LeaseWish & { window: number | null }): Promise<LeasedAssignment | null> {
  const [row] = await db.$queryRaw<LeasedAssignment[]>`
    with recursive "held" as (
      select a."id" from "Assignment" a
      where a."annotatorId" = ${wish.annotatorId} and a."projectId" = ${wish.projectId}::uuid
        and a."submittedAt" is null and a."id" <> all (${wish.holding}::uuid[])
        and (select t."status" from "Task" t where t."id" = a."taskId") = 'open'
      order by a."createdAt", a."id" limit 1 for update skip locked
    ), "audience" ("key") as (
      select '' where not ${wish.onlyHeld} and not exists (select from "held")
      union all
      select least(
        (select t."audience" from "Task" t
          where t."projectId" = ${wish.projectId}::uuid and t."status" = 'open' and t."free" > 0
            and t."free" < t."overlap" and t."audience" > a."key" order by t."audience" limit 1),
        (select t."audience" from "Task" t
          where t."projectId" = ${wish.projectId}::uuid and t."status" = 'open' and t."free" = t."overlap"
            and t."audience" > a."key" order by t."audience" limit 1))
      from "audience" a where a."key" is not null
    ), "own" as (
      select "key" from "audience" where string_to_array("key", ' ') <@ ${wish.skills}::text[]
    ), "begun" as (
      select c.* from "own", lateral (
        select t."id", t."missing", t."priority" from "Task" t
        where t."projectId" = ${wish.projectId}::uuid and t."audience" = "own"."key" and t."status" = 'open'
          and t."free" > 0 and t."free" < t."overlap"
        order by t."missing", t."priority" desc, t."id" limit ${wish.window}) c
      order by c."missing", c."priority" desc, c."id" limit ${wish.window}
    ), "untouched" as (
      select c."id", c."priority", 0 as "place", null::float8 as "probability"
      from "own", lateral (
        select t."id", t."priority" from "Task" t
        where ${wish.draw} = 'in_order' and t."projectId" = ${wish.projectId}::uuid
          and t."audience" = "own"."key" and t."status" = 'open' and t."free" = t."overlap"
        order by t."priority" desc, t."id" limit ${wish.window}) c
      union all
      select c."id", c."priority", c."draw",
        coalesce(1 - exp(- c."weight" * lead(c."draw") over (partition by "own"."key", c."priority" order by c."draw")), 1)
      from "own", lateral (
        select t."id", t."priority", t."weight", t."draw" from "Task" t
        where ${wish.draw} = 'weighted' and t."projectId" = ${wish.projectId}::uuid
          and t."audience" = "own"."key" and t."status" = 'open' and t."free" = t."overlap"
        order by t."priority" desc, t."draw" limit ${wish.window}) c
      union all
      select c."id", 0, c."lottery",
        coalesce(lead(c."lottery") over (partition by "own"."key" order by c."lottery"), 1)
      from "own", lateral (
        select t."id", t."lottery" from "Task" t
        where ${wish.draw} in ('random', 'audit') and t."projectId" = ${wish.projectId}::uuid
          and t."audience" = "own"."key" and t."status" = 'open' and t."free" = t."overlap"
        order by t."lottery" limit ${wish.window}) c
      order by "priority" desc, "place", "id" limit ${wish.window}
    ), "candidate" as (
      select 0 as "stage", "id", "missing", "priority", 0 as "place", 'begun' as "selection",
        null::float8 as "probability"
      from "begun"
      union all
      select 1, "id", 0, "priority", "place", ${wish.draw}, "probability" from "untouched"
    ), "free" as (
      select a."id", c."selection", c."probability"
      from "candidate" c join "Assignment" a
        on a."taskId" = c."id" and a."submittedAt" is null and a."leasedUntil" is null
      where c."id" not in (select s."taskId" from "Assignment" s where s."id" = any (${wish.holding}::uuid[]))
        and not exists (
          select from "Assignment" mine where mine."taskId" = c."id" and mine."annotatorId" = ${wish.annotatorId})
        and not exists (
          select from "Skip" s where s."taskId" = c."id" and s."annotatorId" = ${wish.annotatorId} and s."reason" <> 'later')
      order by c."stage", c."missing", c."priority" desc, c."place", c."id", a."slot"
      limit 1 for update of a skip locked
    )
    update "Assignment" a set
      "annotatorId" = ${wish.annotatorId},
      "leasedUntil" = ${wish.leasedUntil},
      "selection" = coalesce(picked."selection"::"AssignmentSelection", a."selection"),
      "selectionProbability" = case when picked."selection" is null then a."selectionProbability" else picked."probability" end,
      "shownOrder" = (
        select array_agg(s."id" order by case when s."turn" % 2 = 0 then s."step" else - s."step" end)
        from (
          select c."id", c."turn",
            case when 2 * c."row" <= c."count" then 2 * c."row" - 1 else 2 * (c."count" - c."row") end as "step"
          from (
            select c."id", k."count", a."slot" / k."count" as "turn",
              (row_number() over (order by md5(c."id"::text || a."slot" / k."count" / 2)) + a."slot") % k."count" as "row"
            from "Task" t join "Completion" c on c."promptId" = t."promptId",
              lateral (select count(*) from "Completion" where "promptId" = t."promptId") k
            where t."id" = a."taskId"
          ) c
        ) s)
    from (
      select "id", null as "selection", null::float8 as "probability" from "held" union all select * from "free"
    ) picked
    where a."id" = picked."id"
    returning a."id", a."taskId", a."shownOrder", a."leasedUntil"`
  return row ?? null
}
