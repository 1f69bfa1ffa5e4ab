import { inTransaction } from '../scope/in-transaction.ts'
import type { SystemScope } from '../scope/scope.ts'

/**
 * Makes the assignments free whose leases have ended, so that a lease ends by itself, with nothing running beside. Who held
 * one is remembered until somebody else takes it: their answer still counts. Assignment_leased_idx.
 *
 * Most who ask find nothing to do. Of two who do, one waits: two updates of the counts of the same tasks, each in its own
 * order, would be a deadlock.
 */
export async function lapseLeases(scope: SystemScope, projectId: string): Promise<void> {
  const now = scope.now()
  const [ended] = await scope.db.$queryRaw<unknown[]>`
    select from "Assignment"
    where "projectId" = ${projectId}::uuid and "submittedAt" is null and "leasedUntil" <= ${now} limit 1`
  if (ended === undefined) return
  await inTransaction(scope, async ({ db }) => {
    await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${projectId}, 0))`
    await db.$executeRaw`
      update "Assignment" a set "leasedUntil" = null
      where a."id" in (
        select "id" from "Assignment"
        where "projectId" = ${projectId}::uuid and "submittedAt" is null and "leasedUntil" <= ${now}
        order by "leasedUntil" limit 1000 for update skip locked)`
  })
}
