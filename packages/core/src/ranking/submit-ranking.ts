import { AppError, labelSettings, type Ranking, type SubmitRankingInput } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import { loadAssignment } from '../assignment/load-assignment.ts'
import { whyNotHeld } from '../assignment/why-not-held.ts'
import { judgeByGold } from '../gold/judge-by-gold.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { countAnswer } from '../task/count-answer.ts'
import { measureDisagreement } from '../task/measure-disagreement.ts'
import { tellOfAnswer } from '../webhook/tell-of-answer.ts'
import { hashOfAnswer } from './answer.ts'
import { findByKey } from './find-by-key.ts'
import { insertRanking } from './insert-ranking.ts'
import { requireJudgement } from './require-judgement.ts'
import { shownGuidelines } from './shown-guidelines.ts'

/**
 * Records an annotator's answer about exactly the completions they were shown, and closes their assignment. A lease that
 * ended is no reason to lose the answer: it counts unless the task went to somebody else meanwhile.
 */
export async function submitRanking(scope: Scope, input: SubmitRankingInput): Promise<Ranking> {
  const assignment = await loadAssignment(scope, 'ranking:submit', input.assignmentId)
  const { userId: annotatorId } = requirePerson(scope)
  const { idempotencyKey, comment, activeMs } = input
  const submission = { annotatorId, idempotencyKey, inputHash: hashOfAnswer(assignment.id, input) }

  return once({
    find: () => findByKey(scope, submission),
    work: async () => {
      if (assignment.annotatorId !== annotatorId) throw new AppError('ASSIGNMENT_EXPIRED')
      await requireAllowed(scope, input, assignment)
      const guidelinesVersion = shownGuidelines(input, assignment.project)
      return inTransaction(scope, async (scope) => {
        const createdAt = scope.now()
        await closeAssignment(scope, { assignmentId: assignment.id, annotatorId, now: createdAt })
        await countAnswer(scope.db, { taskId: assignment.taskId, now: createdAt })
        const ranking = { answer: input, comment, guidelinesVersion, activeMs, events: input.events, createdAt }
        const stored = await insertRanking(scope, { assignment, ...submission, revision: 1, ...ranking })
        await measureDisagreement(scope.db, assignment.taskId)
        await tellOfAnswer(scope, { ...assignment, rankingId: stored.id })
        await scope.db.draft.deleteMany({ where: { assignmentId: assignment.id } })
        if (assignment.task.gold !== null) await judgeByGold(scope, { projectId: assignment.projectId, annotatorId })
        return stored
      })
    },
  })
}

async function requireAllowed(
  scope: Scope,
  input: SubmitRankingInput,
  { shownOrder, project }: { shownOrder: string[]; project: { labelSettings: unknown } },
): Promise<void> {
  const settings = labelSettings.parse(project.labelSettings)
  if (input.kind === 'ranking') await requireJudgement(scope, input, { shownOrder, settings })
  else if (!settings.allowNotRankable) throw new AppError('NOT_RANKABLE_NOT_ALLOWED')
}

/** One statement checks that the annotator still holds the assignment and ends that, so that of two submissions one wins. */
async function closeAssignment(
  scope: Scope,
  held: { assignmentId: string; annotatorId: string; now: Date },
): Promise<void> {
  const { count } = await scope.db.assignment.updateMany({
    where: { id: held.assignmentId, annotatorId: held.annotatorId, submittedAt: null },
    data: { submittedAt: held.now, leasedUntil: null },
  })
  if (count === 0) throw await whyNotHeld(scope, held)
}
