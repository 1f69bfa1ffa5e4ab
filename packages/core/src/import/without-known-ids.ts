import type { PromptRecord } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** The records whose id the project does not have yet, and those without one. */
export async function withoutKnownIds(
  db: Database,
  { projectId, records }: { projectId: string; records: PromptRecord[] },
): Promise<PromptRecord[]> {
  const ids = records.flatMap(({ id }) => id ?? [])
  const rows = await db.prompt.findMany({
    where: { projectId, externalId: { in: ids } },
    select: { externalId: true },
  })
  const known = new Set(rows.map(({ externalId }) => externalId))
  return records.filter(({ id }) => id === undefined || !known.has(id))
}
