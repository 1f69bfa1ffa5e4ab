import type { Database } from '../scope/scope.ts'

/** Who ranked in the project, in the order of their first answers: an order that later rankings do not change. */
export async function rankingAnnotators(db: Database, projectId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ annotatorId: string }[]>`
    select r."annotatorId" from "Ranking" r
    where r."projectId" = ${projectId}::uuid and exists (
      select from "CurrentRanking" c where c."assignmentId" = r."assignmentId" and c."notRankable" is null)
    group by r."annotatorId" order by min(r."createdAt"), r."annotatorId"`
  return rows.map(({ annotatorId }) => annotatorId)
}
