import type { Database } from '../scope/scope.ts'

/**
 * Measures anew how far the answers to a task differ, and opens the question again where a reviewer had settled it, unless
 * by a ranking of their own. Call it in the transaction that adds the answer. The task's row is locked first, so that of two answers at once the second counts
 * the first.
 *
 * Of m answers that compare two completions, p prefer the one, n the other and t tie: of the m(m − 1)/2 pairs of answers
 * p·n differ, and t·(p + n) by half.
 */
export async function measureDisagreement(db: Database, taskId: string): Promise<void> {
  await db.$queryRaw`select 1 from "Task" where "id" = ${taskId}::uuid for update`
  await db.$executeRaw`
    update "Task" t set "settledAt" = case when exists (
        select from "Assignment" a where a."taskId" = t."id" and a."slot" < 0) then t."settledAt" end,
      "disagreement" = (
      select sum("p" * "n" + 0.5 * "t" * ("p" + "n")) / nullif(sum(("p" + "n" + "t") * ("p" + "n" + "t" - 1) / 2), 0)
      from (
        select
          (count(*) filter (where c."kind" = 'strict' and c."betterId" < c."worseId"))::float8 as "p",
          (count(*) filter (where c."kind" = 'strict' and c."betterId" > c."worseId"))::float8 as "n",
          (count(*) filter (where c."kind" = 'tie'))::float8 as "t"
        from "CurrentRanking" r join "Comparison" c on c."rankingId" = r."id"
        where r."taskId" = ${taskId}::uuid
        group by least(c."betterId", c."worseId"), greatest(c."betterId", c."worseId")
      ) v)
    where "id" = ${taskId}::uuid`
}
