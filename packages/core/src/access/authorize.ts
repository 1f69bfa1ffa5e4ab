import { AppError, type Role, roleCovers } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** The least role in the project that each action needs. The only place that says who may do what. */
const neededRole = {
  'project:view': 'annotator',
  'assignment:take': 'annotator',
  'ranking:submit': 'annotator',
  'demonstration:write': 'annotator',
  'demonstration:review': 'reviewer',
  'demonstration:export': 'engineer',
  'task:review': 'reviewer',
  'progress:view': 'engineer',
  'quality:view': 'engineer',
  'gold:change': 'engineer',
  'annotator:view': 'engineer',
  'annotator:decide': 'engineer',
  'leaderboard:share': 'engineer',
  'project:update': 'engineer',
  'prompts:import': 'engineer',
  'task:change': 'engineer',
  'task:view': 'engineer',
  'dataset-version:view': 'engineer',
  'dataset-version:freeze': 'engineer',
  'training-run:view': 'engineer',
  'training-run:start': 'engineer',
  'reward-model:view': 'engineer',
  'reward-model:promote': 'engineer',
  'api-key:use': 'engineer',
  'member:view': 'owner',
  'member:change': 'owner',
  'member:terms': 'owner',
  'webhook:view': 'owner',
  'webhook:change': 'owner',
  'invitation:view': 'owner',
  'invitation:change': 'owner',
} as const satisfies Record<string, Role>

export type Action = keyof typeof neededRole

export interface Place {
  projectId: string
  /** What to answer where the actor may not know of it; PROJECT_NOT_FOUND unless told. */
  hiddenAs?: AppError
}

/**
 * The actor's role in the project, where it covers the action. Throws UNAUTHENTICATED, FORBIDDEN for a member whose role
 * is too small, and for anyone else the same as if there were no such thing.
 */
export async function authorize(scope: Scope, action: Action, { projectId, hiddenAs }: Place): Promise<Role> {
  const role = await roleIn(scope, projectId)
  if (role === null) throw hiddenAs ?? new AppError('PROJECT_NOT_FOUND')
  if (!roleCovers(role, neededRole[action])) throw new AppError('FORBIDDEN')
  return role
}

async function roleIn({ db, actor }: Scope, projectId: string): Promise<Role | null> {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  if (actor.kind === 'automation' || actor.isOwner) {
    return (await db.project.count({ where: { id: projectId } })) > 0 ? 'owner' : null
  }
  const membership = await db.membership.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    select: { role: true },
  })
  return membership?.role ?? null
}

/** For what belongs to no project: an action that the actor may do in one project at least. */
export async function authorizeSomewhere({ db, actor }: Scope, action: Action): Promise<void> {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  if (actor.kind === 'automation' || actor.isOwner) return
  const memberships = await db.membership.findMany({ where: { userId: actor.userId }, select: { role: true } })
  if (!memberships.some(({ role }) => roleCovers(role, neededRole[action]))) throw new AppError('FORBIDDEN')
}
