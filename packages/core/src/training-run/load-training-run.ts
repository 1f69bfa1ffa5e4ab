import { AppError } from '@plackett/contracts'
import type { Action } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'
import { withModel } from './training-run-of.ts'

/** The run's row, where the actor may do the action. Throws TRAINING_RUN_NOT_FOUND. */
export function loadTrainingRun(scope: Scope, action: Action, id: string) {
  return loadFor(scope, action, {
    load: scope.db.trainingRun.findUnique({ where: { id }, include: withModel }),
    missing: new AppError('TRAINING_RUN_NOT_FOUND'),
  })
}
