import type { Database } from '../scope/scope.ts'

export interface MyRankingsPage {
  projectId: string
  annotatorId: string
  /** Only those before this id. */
  cursor: string | null
  limit: number
}

/** Ids of the annotator's current rankings, the newest first (ids sort by time). Ranking_annotatorId_projectId_createdAt_idx. */
export async function myCurrentRankings(db: Database, page: MyRankingsPage): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select r."id" from "CurrentRanking" r
    where r."annotatorId" = ${page.annotatorId} and r."projectId" = ${page.projectId}::uuid
      and (${page.cursor}::uuid is null or r."id" < ${page.cursor}::uuid)
    order by r."id" desc limit ${page.limit}`
  return rows.map(({ id }) => id)
}
