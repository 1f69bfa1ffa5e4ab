import { AppError, labelSettings, type Ranking, type ReviseRankingInput } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { measureDisagreement } from '../task/measure-disagreement.ts'
import { hashOfAnswer } from './answer.ts'
import { findByKey } from './find-by-key.ts'
import { insertRanking } from './insert-ranking.ts'
import { requireJudgement } from './require-judgement.ts'
import { requireOpen } from './require-open.ts'
import { shownGuidelines } from './shown-guidelines.ts'

/**
 * Puts a new revision of one's own ranking in place of the current one; the earlier ones stay as they are. Throws
 * RANKING_FROZEN once a dataset version holds it.
 */
export async function reviseRanking(scope: Scope, input: ReviseRankingInput): Promise<Ranking> {
  const missing = new AppError('RANKING_NOT_FOUND')
  const ranking = await loadFor(scope, 'ranking:submit', { load: findWithAssignment(scope, input.rankingId), missing })
  const { userId: annotatorId } = requirePerson(scope)
  if (ranking.annotatorId !== annotatorId) throw missing
  const { assignment } = ranking
  const { idempotencyKey, comment, activeMs } = input
  const { tiers, asShown, strength, allBad, labels } = input
  const answer = { kind: 'ranking' as const, tiers, asShown, strength, allBad, labels }
  const submission = {
    annotatorId,
    idempotencyKey,
    inputHash: hashOfAnswer(`revision ${assignment.id}`, { ...answer, comment }),
  }

  return once({
    find: () => findByKey(scope, submission),
    work: async () => {
      const settings = labelSettings.parse(assignment.project.labelSettings)
      await requireJudgement(scope, input, { shownOrder: assignment.shownOrder, settings })
      const guidelinesVersion = shownGuidelines(input, assignment.project)
      return inTransaction(scope, async (scope) => {
        const revision = await nextRevision(scope.db, assignment.id)
        await requireOpen(scope.db, assignment.id)
        const createdAt = scope.now()
        const ranking = { answer, comment, guidelinesVersion, activeMs, events: input.events, createdAt }
        const stored = await insertRanking(scope, { assignment, ...submission, revision, ...ranking })
        await measureDisagreement(scope.db, assignment.taskId)
        return stored
      })
    },
  })
}

function findWithAssignment({ db }: Scope, rankingId: string) {
  return db.ranking.findUnique({
    where: { id: rankingId },
    include: { assignment: { include: { project: true } } },
  })
}

/** Two revisions at once wait for each other on the assignment's row, and get two numbers. */
async function nextRevision(db: Database, assignmentId: string): Promise<number> {
  await db.$queryRaw`select 1 from "Assignment" where "id" = ${assignmentId}::uuid for update`
  const { _max } = await db.ranking.aggregate({ where: { assignmentId }, _max: { revision: true } })
  return (_max.revision ?? 0) + 1
}
