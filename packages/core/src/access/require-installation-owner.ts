import { AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** For what belongs to no project: only the installation's owner, or its own key, may. */
export function requireInstallationOwner({ actor }: Scope): void {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  if (actor.kind === 'person' && !actor.isOwner) throw new AppError('FORBIDDEN')
}
