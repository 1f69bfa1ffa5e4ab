import type { Database } from '../scope/scope.ts'

/** By annotator: what their rankings count, by the latest decision; those without one count 1. */
export async function annotatorWeights(db: Database, projectId: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ annotatorId: string; weight: number }[]>`
    select distinct on ("annotatorId") "annotatorId", "weight" from "AnnotatorDecision"
    where "projectId" = ${projectId}::uuid and "kind" = 'weigh'
    order by "annotatorId", "createdAt" desc, "id" desc`
  return new Map(rows.map(({ annotatorId, weight }) => [annotatorId, weight]))
}
