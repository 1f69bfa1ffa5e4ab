import { AppError } from '@plackett/contracts'
import { rewardModelOf } from '../reward-model/reward-model-of.ts'
import type { Database } from '../scope/scope.ts'
import type { ScoredModel } from '../scope/scorers.ts'

const mostMembers = 5

/**
 * The reward models whose disagreement says what is not known yet: those of the project in production, and the latest of
 * the others that are not archived. Throws NO_PRODUCTION_MODEL.
 */
export async function ensembleOf(db: Database, projectId: string): Promise<ScoredModel[]> {
  const rows = await db.rewardModel.findMany({
    where: { projectId, stage: { in: ['production', 'candidate'] } },
    orderBy: { createdAt: 'desc' },
  })
  const production = rows.filter(({ stage }) => stage === 'production')
  if (production.length === 0) throw new AppError('NO_PRODUCTION_MODEL')
  const others = rows.filter(({ stage }) => stage === 'candidate')
  return [...production, ...others].slice(0, mostMembers).map(rewardModelOf)
}
