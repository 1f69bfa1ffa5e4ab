import type { Message } from '@plackett/contracts'
import { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'
import { rowsByCursor } from './rows-by-cursor.ts'
import { selectedRankings, type VersionWish } from './selected-rankings.ts'

/** A prompt with at least one ranking that is selected, and how much was said of it. */
export interface RankedPrompt {
  promptId: string
  groupKey: string | null
  messages: Message[]
  completions: number
  rankings: number
  /** All pairs, those tied included. */
  comparisons: number
  ties: number
}

/** The ranked prompts of a wish in the order of import; "not rankable" is no ranking. Call it in a transaction. */
export function rankedPrompts(db: Database, wish: VersionWish): AsyncGenerator<RankedPrompt> {
  const query = Prisma.sql`
    select p."id" as "promptId", p."groupKey", p."messages", s."rankings", s."comparisons", s."ties",
      (select count(*)::int from "Completion" c where c."promptId" = p."id") as "completions"
    from (
      select t."promptId", count(*)::int as "rankings", sum(c."comparisons")::int as "comparisons",
        sum(c."ties")::int as "ties"
      from (${selectedRankings(wish)}) r
      join "Task" t on t."id" = r."taskId",
      lateral (
        select count(*) as "comparisons", count(*) filter (where "kind" = 'tie') as "ties"
        from "Comparison" where "rankingId" = r."id"
      ) c
      group by t."promptId"
    ) s join "Prompt" p on p."id" = s."promptId"
    order by p."id"`
  return rowsByCursor(db, { name: 'ranked prompts', query, size: 2_000 })
}
