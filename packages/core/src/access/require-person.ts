import { AppError } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** The person who acts; UNAUTHENTICATED for nobody, FORBIDDEN for the installation's own key, which ranks nothing. */
export function requirePerson({ actor }: Scope): { userId: string; isOwner: boolean } {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  if (actor.kind === 'automation') throw new AppError('FORBIDDEN')
  return actor
}
