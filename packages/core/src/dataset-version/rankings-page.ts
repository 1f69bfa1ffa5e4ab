import type { Message } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface RankingRow {
  rankingId: string
  taskId: string
  promptId: string
  annotatorId: string
  prompt: Message[]
  completions: { id: string; text: string; model: string | null }[]
  /** `ranks[i]` is the rank of `completions[i]`. */
  ranks: number[]
}

/**
 * The next rankings that count after the ranking `after`, by assignment, which a revision does not move; with all texts, so
 * a page at a time.
 */
export function rankingsPage(
  db: Database,
  { projectId, after, limit }: { projectId: string; after: string | null; limit: number },
): Promise<(RankingRow & { assignmentId: string })[]> {
  return db.$queryRaw`
    select r."id" as "rankingId", r."assignmentId", r."taskId", t."promptId", r."annotatorId", p."messages" as "prompt",
      c."completions", c."ranks"
    from (
      select * from "CurrentRanking"
      where "projectId" = ${projectId}::uuid and "notRankable" is null
        and exists (select from "Task" w where w."id" = "taskId" and w."status" <> 'withdrawn')
        and (${after}::uuid is null or "assignmentId" > ${after}::uuid)
      order by "assignmentId" limit ${limit}
    ) r
    join "Task" t on t."id" = r."taskId"
    join "Prompt" p on p."id" = t."promptId",
    lateral (
      select json_agg(json_build_object('id', c."id", 'text', c."text", 'model', c."model") order by c."position")
          as "completions",
        array_agg(rc."rank" order by c."position") as "ranks"
      from "RankedCompletion" rc join "Completion" c on c."id" = rc."completionId" where rc."rankingId" = r."id"
    ) c
    order by r."assignmentId"`
}
