import { type AdjudicateInput, AppError, labelSettings, type Ranking } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { measureDisagreement } from '../task/measure-disagreement.ts'
import { hashOfAnswer } from './answer.ts'
import { findByKey } from './find-by-key.ts'
import { insertRanking } from './insert-ranking.ts'
import { requireJudgement } from './require-judgement.ts'
import { shownGuidelines } from './shown-guidelines.ts'

/** The slot of a reviewer's ranking: beside the answers that the overlap counts, and the only one of its kind. */
const adjudicationSlot = -1

/**
 * Records a reviewer's own ranking of a task beside those of the annotators, which stay as they are, and settles the task.
 * Throws ADJUDICATOR_NOT_INDEPENDENT for who took the task as an annotator, and TASK_ALREADY_ADJUDICATED.
 */
export async function adjudicate(scope: Scope, input: AdjudicateInput): Promise<Ranking> {
  const missing = new AppError('TASK_NOT_FOUND')
  const task = await loadFor(scope, 'task:review', { load: findTask(scope, input.taskId), missing })
  const { userId: annotatorId } = requirePerson(scope)
  const { idempotencyKey, comment, activeMs, ...judgement } = input
  const answer = { kind: 'ranking' as const, ...judgement }
  const inputHash = hashOfAnswer(`adjudication ${task.id}`, { ...answer, comment })
  const submission = { annotatorId, idempotencyKey, inputHash }

  return once({
    find: () => findByKey(scope, submission),
    work: async () => {
      const shownOrder = task.prompt.completions.map(({ id }) => id)
      const settings = labelSettings.parse(task.project.labelSettings)
      await requireJudgement(scope, input, { shownOrder, settings })
      await requireIndependent(scope, { taskId: task.id, annotatorId })
      const guidelinesVersion = shownGuidelines({}, task.project)
      return inTransaction(scope, async (scope) => {
        const { db, newId, now } = scope
        const createdAt = now()
        const assignment = { id: newId(), projectId: task.projectId, taskId: task.id, shownOrder }
        await db.assignment.create({
          data: { ...assignment, slot: adjudicationSlot, annotatorId, submittedAt: createdAt, createdAt },
        })
        const ranking = { answer, comment, guidelinesVersion, activeMs, createdAt }
        const stored = await insertRanking(scope, { assignment, ...submission, revision: 1, ...ranking })
        await measureDisagreement(db, task.id)
        await db.task.update({ where: { id: task.id }, data: { settledAt: createdAt } })
        return stored
      })
    },
  })
}

function findTask({ db }: Scope, taskId: string) {
  return db.task.findUnique({
    where: { id: taskId },
    include: {
      project: true,
      prompt: { select: { completions: { select: { id: true }, orderBy: { position: 'asc' } } } },
    },
  })
}

async function requireIndependent(
  { db }: Scope,
  { taskId, annotatorId }: { taskId: string; annotatorId: string },
): Promise<void> {
  const taken = await db.assignment.findMany({
    where: { taskId, OR: [{ annotatorId }, { slot: adjudicationSlot }] },
    select: { slot: true },
  })
  if (taken.some(({ slot }) => slot === adjudicationSlot)) throw new AppError('TASK_ALREADY_ADJUDICATED')
  if (taken.length > 0) throw new AppError('ADJUDICATOR_NOT_INDEPENDENT')
}
