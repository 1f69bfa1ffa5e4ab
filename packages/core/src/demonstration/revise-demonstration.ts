import { AppError, type Demonstration, type ReviseDemonstrationInput } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { findDemonstrationByKey, hashOfDemonstration } from './find-demonstration-by-key.ts'
import { lockDemonstration } from './lock-demonstration.ts'
import { viewDemonstration } from './view-demonstration.ts'

/** Puts a new revision of one's own demonstration in place of the current one, until it is decided on; it waits for review anew. */
export async function reviseDemonstration(scope: Scope, input: ReviseDemonstrationInput): Promise<Demonstration> {
  const { demonstrationId, text, idempotencyKey, activeMs } = input
  const missing = new AppError('DEMONSTRATION_NOT_FOUND')
  const load = scope.db.demonstration.findUnique({ where: { id: demonstrationId } })
  const { originId, projectId, promptId, completionId, rankingId, ...row } = await loadFor(
    scope,
    'demonstration:write',
    { load, missing },
  )
  const { userId: authorId } = requirePerson(scope)
  if (row.authorId !== authorId) throw missing
  const submission = { authorId, idempotencyKey, inputHash: hashOfDemonstration(`revision ${originId}`, text) }
  return once({
    find: () => findDemonstrationByKey(scope, submission),
    work: () =>
      inTransaction(scope, async (scope) => {
        const { revision, status } = await lockDemonstration(scope.db, originId)
        if (status === 'approved' || status === 'rejected') throw moved(`it was ${status}`)
        const about = { originId, projectId, promptId, completionId, rankingId, revision: revision + 1 }
        await scope.db.demonstration.create({
          data: { id: scope.newId(), ...about, ...submission, text, activeMs, createdAt: scope.now() },
        })
        return viewDemonstration(scope, { projectId, originId })
      }),
  })
}

function moved(problem: string): AppError {
  return new AppError('DEMONSTRATION_CHANGED', { problem })
}
