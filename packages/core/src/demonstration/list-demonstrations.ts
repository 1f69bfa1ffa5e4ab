import { type Demonstration, type ListDemonstrationsInput, type Page, roleCovers } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'
import { demonstrationOf, demonstrationRows } from './demonstration-rows.ts'

/** Demonstrations as they stand, the newest first; an annotator sees their own. */
export async function listDemonstrations(scope: Scope, input: ListDemonstrationsInput): Promise<Page<Demonstration>> {
  const { projectId, mine, status, cursor, limit } = input
  const role = await authorize(scope, 'demonstration:write', { projectId })
  const userId = scope.actor.kind === 'person' ? scope.actor.userId : null
  const authorId = mine || !roleCovers(role, 'reviewer') ? (userId ?? undefined) : undefined
  const rows = await demonstrationRows(scope.db, { projectId, status, authorId, cursor, limit: limit + 1 })
  return pageOfRows(
    rows.map((row) => demonstrationOf(row, userId)),
    limit,
  )
}
