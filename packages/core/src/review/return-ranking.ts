import { AppError, type ReturnRankingInput } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'

/** Gives a ranking back to its author with what to look at. It counts as it is until they revise it. */
export async function returnRanking(scope: Scope, { rankingId, comment }: ReturnRankingInput): Promise<void> {
  const { projectId, annotatorId } = await loadFor(scope, 'task:review', {
    load: scope.db.ranking.findUnique({ where: { id: rankingId }, select: { projectId: true, annotatorId: true } }),
    missing: new AppError('RANKING_NOT_FOUND'),
  })
  const { userId: reviewerId } = requirePerson(scope)
  await scope.db.return.create({
    data: { id: scope.newId(), projectId, rankingId, annotatorId, reviewerId, comment, createdAt: scope.now() },
  })
}
