import { AppError, type Message, type Review, type TaskReference } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { reviewItems } from './review-items.ts'

const person = { select: { id: true, name: true } } as const

/** A task with everybody's ranking side by side, and all that reviewers did; no model is named. */
export async function viewReview(scope: Scope, { taskId }: TaskReference): Promise<Review> {
  const { projectId, prompt, skips, decisions } = await loadFor(scope, 'task:review', {
    load: findTask(scope, taskId),
    missing: new AppError('TASK_NOT_FOUND'),
  })
  const [item] = await reviewItems(scope.db, { projectId, taskId, limit: 1 })
  return {
    ...item!,
    projectId,
    prompt: prompt.messages as unknown as Message[],
    completions: prompt.completions,
    answers: await answersTo(scope.db, taskId),
    skipped: skips.map(({ annotator, ...skip }) => ({ ...skip, annotator: personOf(annotator) })),
    decisions: decisions.map(({ reviewer, ...decision }) => ({ ...decision, reviewer: personOf(reviewer) })),
  }
}

function findTask({ db }: Scope, taskId: string) {
  return db.task.findUnique({
    where: { id: taskId },
    select: {
      projectId: true,
      prompt: {
        select: { messages: true, completions: { select: { id: true, text: true }, orderBy: { position: 'asc' } } },
      },
      skips: { include: { annotator: person }, orderBy: { id: 'asc' } },
      decisions: { include: { reviewer: person }, orderBy: { id: 'asc' } },
    },
  })
}

function personOf({ id, name }: { id: string; name: string }) {
  return { userId: id, name }
}

/** The current ranking of each, in the order of the first answers, with the last time that any of its revisions was given back. */
async function answersTo(db: Database, taskId: string): Promise<Review['answers']> {
  const rows = await db.ranking.findMany({
    where: { taskId },
    orderBy: { id: 'asc' },
    include: {
      annotator: person,
      rankedCompletions: true,
      assignment: { select: { slot: true } },
      returns: { include: { reviewer: person }, orderBy: { id: 'asc' } },
    },
  })
  const firsts = rows.filter(({ revision }) => revision === 1)
  return firsts.map((first) => {
    const revisions = rows.filter(({ assignmentId }) => assignmentId === first.assignmentId)
    const current = revisions.reduce((newest, row) => (row.revision > newest.revision ? row : newest))
    const returned = revisions.flatMap(({ returns }) => returns).at(-1)
    return {
      rankingId: current.id,
      annotator: personOf(current.annotator),
      isAdjudication: current.assignment.slot < 0,
      ranks: Object.fromEntries(current.rankedCompletions.map(({ completionId, rank }) => [completionId, rank])),
      notRankable: current.notRankable,
      comment: current.comment,
      revision: current.revision,
      activeMs: current.activeMs,
      createdAt: current.createdAt,
      returned: returned
        ? {
            comment: returned.comment,
            reviewer: returned.reviewer.name,
            at: returned.createdAt,
            isAnswered: returned.rankingId !== current.id,
          }
        : null,
    }
  })
}
