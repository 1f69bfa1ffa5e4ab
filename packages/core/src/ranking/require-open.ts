import { AppError } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** Refuses to change a ranking that a dataset version holds, unless a reviewer gave it back. */
export async function requireOpen(db: Database, assignmentId: string): Promise<void> {
  const [row] = await db.$queryRaw<{ isFrozen: boolean; isReturned: boolean }[]>`
    select
      exists (select from "DatasetVersion" v where v."projectId" = r."projectId" and v."createdAt" >= r."createdAt") as "isFrozen",
      exists (select from "Return" b where b."rankingId" = r."id") as "isReturned"
    from "CurrentRanking" r where r."assignmentId" = ${assignmentId}::uuid`
  if (row?.isFrozen && !row.isReturned) throw new AppError('RANKING_FROZEN')
}
