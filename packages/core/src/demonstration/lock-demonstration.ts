import type { DemonstrationStatus } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface LockedDemonstration {
  id: string
  revision: number
  status: DemonstrationStatus
}

/** The latest revision, while the first one's row keeps reviews and revisions of the same moment one after the other. */
export async function lockDemonstration(db: Database, originId: string): Promise<LockedDemonstration> {
  await db.$queryRaw`select 1 from "Demonstration" where "id" = ${originId}::uuid for update`
  const [row] = await db.$queryRaw<LockedDemonstration[]>`
    select "id", "revision", "status" from "CurrentDemonstration" where "originId" = ${originId}::uuid`
  return row!
}
