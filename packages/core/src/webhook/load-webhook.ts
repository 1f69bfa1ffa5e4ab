import { AppError } from '@plackett/contracts'
import type { Action } from '../access/authorize.ts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** The webhook's row, where the actor may do the action. Throws WEBHOOK_NOT_FOUND. */
export function loadWebhook(scope: Scope, action: Action, id: string) {
  return loadFor(scope, action, {
    load: scope.db.webhook.findUnique({ where: { id } }),
    missing: new AppError('WEBHOOK_NOT_FOUND'),
  })
}
