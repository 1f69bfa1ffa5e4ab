import type { CompletionLabels, Ranking, SessionEvent } from '@plackett/contracts'
import { insertCorrections } from '../demonstration/insert-corrections.ts'
import type { SystemScope } from '../scope/scope.ts'
import type { Answer, Judgement } from './answer.ts'
import { comparisonRows } from './comparison-rows.ts'
import { ranksOf } from './ranks-of.ts'

export interface NewRanking {
  assignment: { id: string; projectId: string; taskId: string; shownOrder: string[] }
  annotatorId: string
  revision: number
  idempotencyKey: string
  inputHash: string
  answer: Answer
  comment?: string | undefined
  /** The version of the guidelines that was shown. */
  guidelinesVersion: number
  activeMs: number
  events?: SessionEvent[] | undefined
  createdAt: Date
}

/** Writes a ranking with its ranked completions and its comparisons. Call it in the transaction that closes the assignment. */
export async function insertRanking(
  scope: SystemScope,
  { assignment, answer, events, ...ranking }: NewRanking,
): Promise<Ranking> {
  const { db, newId } = scope
  const id = newId()
  const { projectId, taskId } = assignment
  const judgement: Judgement = answer.kind === 'ranking' ? answer : { tiers: [] }
  const { strength, allBad = false, asShown = false } = judgement
  const ranks = ranksOf(judgement.tiers)
  await db.ranking.create({
    data: {
      id,
      projectId,
      taskId,
      assignmentId: assignment.id,
      ...ranking,
      ...(events && { events }),
      comment: ranking.comment ?? null,
      strength: strength ?? null,
      allBad,
      asShown,
      notRankable: answer.kind === 'not_rankable' ? answer.reason : null,
      shownOrder: assignment.shownOrder,
    },
  })
  const comparisons = comparisonRows(ranks, strength).map((row) => ({ id: newId(), projectId, rankingId: id, ...row }))
  await db.rankedCompletion.createMany({
    data: [...ranks].map(([completionId, rank]) => ({ rankingId: id, completionId, rank })),
  })
  const labels = (judgement.labels ?? []).filter(saysSomething)
  await db.completionLabel.createMany({ data: labels.map((said) => ({ rankingId: id, ...said })) })
  await db.comparison.createMany({ data: comparisons })
  const { annotatorId: authorId, idempotencyKey, createdAt } = ranking
  await insertCorrections(scope, { assignment, rankingId: id, authorId, idempotencyKey, labels, createdAt })
  return {
    id,
    assignmentId: assignment.id,
    taskId,
    revision: ranking.revision,
    notRankable: answer.kind === 'not_rankable' ? answer.reason : null,
    ranks: Object.fromEntries(ranks),
    strength: strength ?? null,
    allBad,
    comment: ranking.comment ?? null,
    guidelinesVersion: ranking.guidelinesVersion,
    labels: labels.toSorted((a, b) => (a.completionId < b.completionId ? -1 : 1)),
    comparisons: comparisons.length,
    createdAt: ranking.createdAt,
  }
}

function saysSomething({ ratings, flags, critique, spans, editedText }: CompletionLabels): boolean {
  return Object.keys(ratings).length + flags.length + spans.length > 0 || Boolean(critique ?? editedText)
}
