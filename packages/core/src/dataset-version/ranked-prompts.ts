import type { Message } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** A prompt with at least one ranking that counts, and how much was said of it. */
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

/** The project's ranked prompts in the order of import; "not rankable" is no ranking. */
export function rankedPrompts(db: Database, projectId: string): Promise<RankedPrompt[]> {
  return db.$queryRaw<RankedPrompt[]>`
    select p."id" as "promptId", p."groupKey", p."messages", s."rankings", s."comparisons", s."ties",
      (select count(*)::int from "Completion" c where c."promptId" = p."id") as "completions"
    from (
      select t."promptId", count(*)::int as "rankings", sum(c."comparisons")::int as "comparisons",
        sum(c."ties")::int as "ties"
      from "CurrentRanking" r
      join "Task" t on t."id" = r."taskId",
      lateral (
        select count(*) as "comparisons", count(*) filter (where "kind" = 'tie') as "ties"
        from "Comparison" where "rankingId" = r."id"
      ) c
      where r."projectId" = ${projectId}::uuid and r."notRankable" is null and t."status" <> 'withdrawn'
      group by t."promptId"
    ) s join "Prompt" p on p."id" = s."promptId"
    order by p."id"`
}
