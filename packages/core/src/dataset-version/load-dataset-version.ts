import { AppError } from '@plackett/contracts'
import type { Action } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** The version's row, where the actor may do the action. Throws DATASET_VERSION_NOT_FOUND. */
export function loadDatasetVersion(scope: Scope, action: Action, id: string) {
  return loadFor(scope, action, {
    load: scope.db.datasetVersion.findUnique({ where: { id } }),
    missing: new AppError('DATASET_VERSION_NOT_FOUND'),
  })
}
