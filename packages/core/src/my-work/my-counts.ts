import type { MyWork } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { streakOf } from './streak-of.ts'

type MyCounts = Pick<
  MyWork,
  'rankings' | 'notRankable' | 'skips' | 'today' | 'streakDays' | 'medianSeconds' | 'returned' | 'mentions'
>

/** What of a person's work only needs counting (Ranking_annotatorId_projectId_createdAt_idx). */
export async function myCounts(
  { db, now }: Scope,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<MyCounts> {
  const today = now().toISOString().slice(0, 10)
  const [row] = await db.$queryRaw<(Omit<MyCounts, 'streakDays'> & { days: string[] })[]>`
    with "mine" as (
      select r."notRankable", r."activeMs", to_char(f."createdAt" at time zone 'UTC', 'YYYY-MM-DD') as "day"
      from "CurrentRanking" r join "Ranking" f on f."assignmentId" = r."assignmentId" and f."revision" = 1
      where r."annotatorId" = ${userId} and r."projectId" = ${projectId}::uuid
    )
    select
      (count(*) filter (where "notRankable" is null))::int as "rankings",
      (count(*) filter (where "notRankable" is not null))::int as "notRankable",
      (count(*) filter (where "day" = ${today}))::int as "today",
      percentile_cont(0.5) within group (order by "activeMs") / 1000 as "medianSeconds",
      coalesce((select array_agg(d."day" order by d."day" desc) from (select distinct "day" from "mine") d), '{}') as "days",
      (select count(*)::int from "Skip" s join "Task" t on t."id" = s."taskId"
        where s."annotatorId" = ${userId} and t."projectId" = ${projectId}::uuid and s."reason" <> 'later') as "skips",
      (select count(distinct b."rankingId")::int from "Return" b join "CurrentRanking" c on c."id" = b."rankingId"
        where b."annotatorId" = ${userId} and b."projectId" = ${projectId}::uuid) as "returned",
      (select count(*)::int from "Comment" c where c."mentions" @> array[${userId}] and c."projectId" = ${projectId}::uuid
        and c."createdAt" > coalesce((
          select m."mentionsSeenAt" from "Membership" m
          where m."projectId" = ${projectId}::uuid and m."userId" = ${userId}), '-infinity')) as "mentions"
    from "mine"`
  const { days, ...counts } = row!
  return { ...counts, streakDays: streakOf(days, today) }
}
