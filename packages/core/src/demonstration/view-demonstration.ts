import { AppError, type Demonstration } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { demonstrationOf, demonstrationRows } from './demonstration-rows.ts'

/** A demonstration by one of its revisions, as the latest stands. For verbs that have authorised already. */
export async function viewDemonstration(
  { db, actor }: Scope,
  { projectId, originId }: { projectId: string; originId: string },
): Promise<Demonstration> {
  const latest = await db.demonstration.findFirst({ where: { originId }, orderBy: { revision: 'desc' } })
  const [row] = latest ? await demonstrationRows(db, { projectId, demonstrationId: latest.id, limit: 1 }) : []
  if (!row) throw new AppError('DEMONSTRATION_NOT_FOUND')
  return demonstrationOf(row, actor.kind === 'person' ? actor.userId : null)
}
