import { AppError, type Demonstration, type ReviewDemonstrationInput } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { lockDemonstration } from './lock-demonstration.ts'
import { viewDemonstration } from './view-demonstration.ts'

/**
 * Approves a demonstration, returns it to its author with a comment, or rejects it. A decision may be changed by another one;
 * all of them stay. DEMONSTRATION_CHANGED where the author wrote a new revision meanwhile.
 */
export async function reviewDemonstration(scope: Scope, input: ReviewDemonstrationInput): Promise<Demonstration> {
  const { demonstrationId, decision, comment } = input
  const { projectId, originId } = await loadFor(scope, 'demonstration:review', {
    load: scope.db.demonstration.findUnique({ where: { id: demonstrationId } }),
    missing: new AppError('DEMONSTRATION_NOT_FOUND'),
  })
  const { userId: reviewerId } = requirePerson(scope)
  return inTransaction(scope, async (scope) => {
    const latest = await lockDemonstration(scope.db, originId)
    if (latest.id !== demonstrationId) {
      throw new AppError('DEMONSTRATION_CHANGED', { problem: 'its author has written a new revision' })
    }
    const review = { id: scope.newId(), demonstrationId, reviewerId, decision, comment: comment ?? null }
    await scope.db.demonstrationReview.create({ data: { ...review, createdAt: scope.now() } })
    return viewDemonstration(scope, { projectId, originId })
  })
}
