import { z } from 'zod'

/** What a member may do in a project; each role may do all that the ones after it may. */
export const roles = ['owner', 'engineer', 'reviewer', 'annotator'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Whether a member with role `held` may do what needs role `needed`. */
export function roleCovers(held: Role, needed: Role): boolean {
  return roles.indexOf(held) <= roles.indexOf(needed)
}
