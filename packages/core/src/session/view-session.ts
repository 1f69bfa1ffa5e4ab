import { preferences, type SessionView } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** Who is logged in, and whether the installation still waits for its owner. */
export async function viewSession({ db, actor }: Scope): Promise<SessionView> {
  if (actor.kind === 'person') {
    const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } })
    const { id, name, email, isOwner } = user
    return { user: { id, name, email, isOwner, preferences: preferences.parse(user.preferences) }, needsSetup: false }
  }
  return { user: null, needsSetup: (await db.user.count({ where: { isOwner: true } })) === 0 }
}
