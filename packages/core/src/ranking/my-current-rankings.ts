import type { Database } from '../scope/scope.ts'

export interface MyRankingsPage {
  projectId: string
  annotatorId: string
  /** Words to find in a message of the prompt. */
  search: string | null
  /** Only those given back. */
  onlyReturned: boolean
  /** Only those before this id. */
  cursor: string | null
  limit: number
}

/** Ids of the annotator's current rankings, the newest first (ids sort by time). Ranking_annotatorId_projectId_createdAt_idx. */
export async function myCurrentRankings(db: Database, page: MyRankingsPage): Promise<string[]> {
  const pattern = page.search && `%${page.search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db.$queryRaw<{ id: string }[]>`
    select r."id" from "CurrentRanking" r
    where r."annotatorId" = ${page.annotatorId} and r."projectId" = ${page.projectId}::uuid
      and (${page.cursor}::uuid is null or r."id" < ${page.cursor}::uuid)
      and (not ${page.onlyReturned} or exists (select from "Return" b where b."rankingId" = r."id"))
      and (${pattern}::text is null or exists (
        select from "Task" t join "Prompt" p on p."id" = t."promptId", jsonb_array_elements(p."messages") m
        where t."id" = r."taskId" and m ->> 'content' ilike ${pattern}))
    order by r."id" desc limit ${page.limit}`
  return rows.map(({ id }) => id)
}
