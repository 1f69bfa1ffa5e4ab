import type { SessionView } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** Who is logged in, and whether the installation still waits for its owner. */
export async function viewSession({ db, actor }: Scope): Promise<SessionView> {
  if (actor.kind === 'person') {
    const { id, name, email, isOwner } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } })
    return { user: { id, name, email, isOwner }, needsSetup: false }
  }
  return { user: null, needsSetup: (await db.user.count({ where: { isOwner: true } })) === 0 }
}
