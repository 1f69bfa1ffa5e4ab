import { AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { type Action, authorize } from './authorize.ts'

/**
 * The row that `load` finds, where the actor may do the action in its project; `missing` where there is none, or none that
 * the actor may know of. Nobody known is refused first.
 */
export async function loadFor<Row extends { projectId: string }>(
  scope: Scope,
  action: Action,
  { load, missing }: { load: PromiseLike<Row | null>; missing: AppError },
): Promise<Row> {
  if (scope.actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  const row = await load
  if (row === null) throw missing
  await authorize(scope, action, { projectId: row.projectId, hiddenAs: missing })
  return row
}
