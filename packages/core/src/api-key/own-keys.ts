import type { Scope } from '../scope/scope.ts'

/** The keys that belong to who acts: a person's own, or the installation's. */
export function ownKeys({ actor }: Scope): { userId: string | null; revokedAt: null } {
  return { userId: actor.kind === 'person' ? actor.userId : null, revokedAt: null }
}
