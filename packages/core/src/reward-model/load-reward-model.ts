import { AppError } from '@plackett/contracts'
import type { Action } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** The model's row, where the actor may do the action. Throws MODEL_NOT_FOUND. */
export function loadRewardModel(scope: Scope, action: Action, id: string) {
  return loadFor(scope, action, {
    load: scope.db.rewardModel.findUnique({ where: { id } }),
    missing: new AppError('MODEL_NOT_FOUND', { model: id }),
  })
}
