import { type Role, roleCovers } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** Adds the invitation's role; someone who has a greater one already keeps it. */
export async function grantRole(
  { db }: Scope,
  { projectId, userId, role }: { projectId: string; userId: string; role: Role },
): Promise<void> {
  const key = { projectId_userId: { projectId, userId } }
  const held = await db.membership.findUnique({ where: key })
  if (held && roleCovers(held.role, role)) return
  await db.membership.upsert({ where: key, create: { projectId, userId, role }, update: { role } })
}
