import type { Database } from '../scope/scope.ts'

/** By id: the names of all who ever ranked in the project, members or not. */
export async function namesOfAnnotators(db: Database, projectId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    select u."id", u."name" from "User" u
    where exists (select from "Ranking" r where r."annotatorId" = u."id" and r."projectId" = ${projectId}::uuid)`
  return new Map(rows.map(({ id, name }) => [id, name]))
}
