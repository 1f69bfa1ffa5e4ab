import { AppError } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'
import type { Scope } from '../scope/scope.ts'
import type { ScoredModel } from '../scope/scorers.ts'

/**
 * The version that a reference means, among the models that the actor may use: `name@version`, `name@production`, `name`
 * (its production version), or without one the only model in production. Throws MODEL_NOT_FOUND, NO_PRODUCTION_MODEL and
 * MODEL_AMBIGUOUS.
 */
export async function resolveRewardModel(
  scope: Pick<Scope, 'db' | 'actor'>,
  reference: string | undefined,
): Promise<ScoredModel> {
  const rows = await scope.db.rewardModel.findMany({
    where: { AND: [usableBy(scope.actor), reference === undefined ? { stage: 'production' } : named(reference)] },
    orderBy: { name: 'asc' },
  })
  if (rows.length > 1) throw new AppError('MODEL_AMBIGUOUS', { models: rows.map(({ name }) => name).join(', ') })
  const [row] = rows
  if (row) return { reference: `${row.name}@${row.version}`, artefactHash: row.artefactHash }
  throw reference === undefined
    ? new AppError('NO_PRODUCTION_MODEL')
    : new AppError('MODEL_NOT_FOUND', { model: reference })
}

function named(reference: string): Prisma.RewardModelWhereInput {
  const at = reference.indexOf('@')
  const [name, version] = at < 0 ? [reference, 'production'] : [reference.slice(0, at), reference.slice(at + 1)]
  if (version === 'production') return { name, stage: 'production' }
  // Larger numbers than the column holds name nothing, as do other words.
  return { name, version: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : -1 }
}

/** Engineers use the models of their projects; see authorize for roles. */
export function usableBy(actor: Scope['actor']): Prisma.RewardModelWhereInput {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  if (actor.kind === 'automation' || actor.isOwner) return {}
  return { project: { memberships: { some: { userId: actor.userId, role: { in: ['owner', 'engineer'] } } } } }
}
