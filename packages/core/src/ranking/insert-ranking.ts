import type { Ranking } from '@plackett/contracts'
import { comparisonsOf } from '@plackett/preference'
import type { SystemScope } from '../scope/scope.ts'
import type { Answer } from './answer.ts'
import { ranksOf } from './ranks-of.ts'

export interface NewRanking {
  assignment: { id: string; projectId: string; taskId: string; shownOrder: string[] }
  annotatorId: string
  revision: number
  idempotencyKey: string
  inputHash: string
  answer: Answer
  comment?: string | undefined
  activeMs: number
  createdAt: Date
}

/** Writes a ranking with its ranked completions and its comparisons. Call it in the transaction that closes the assignment. */
export async function insertRanking(
  scope: SystemScope,
  { assignment, answer, ...ranking }: NewRanking,
): Promise<Ranking> {
  const { db, newId } = scope
  const id = newId()
  const { projectId, taskId } = assignment
  const ranks = answer.kind === 'ranking' ? ranksOf(answer.tiers) : new Map<string, number>()
  await db.ranking.create({
    data: {
      id,
      projectId,
      taskId,
      assignmentId: assignment.id,
      ...ranking,
      comment: ranking.comment ?? null,
      notRankable: answer.kind === 'not_rankable' ? answer.reason : null,
      shownOrder: assignment.shownOrder,
    },
  })
  const comparisons = comparisonRows(ranks).map((row) => ({ id: newId(), projectId, rankingId: id, ...row }))
  await db.rankedCompletion.createMany({
    data: [...ranks].map(([completionId, rank]) => ({ rankingId: id, completionId, rank })),
  })
  await db.comparison.createMany({ data: comparisons })
  return {
    id,
    assignmentId: assignment.id,
    taskId,
    revision: ranking.revision,
    notRankable: answer.kind === 'not_rankable' ? answer.reason : null,
    ranks: Object.fromEntries(ranks),
    comparisons: comparisons.length,
    createdAt: ranking.createdAt,
  }
}

/** All pairs of a ranking; the weights of its strict ones sum to 1, so that a prompt counts once whatever its K. */
function comparisonRows(ranks: Map<string, number>) {
  const ids = [...ranks.keys()]
  const { strict, ties } = comparisonsOf([...ranks.values()])
  return [
    ...strict.map(({ better, worse, strength }) => ({
      betterId: ids[better]!,
      worseId: ids[worse]!,
      kind: 'strict' as const,
      strength,
      weight: 1 / strict.length,
    })),
    ...ties.map(([one, other]) => ({
      betterId: ids[one]!,
      worseId: ids[other]!,
      kind: 'tie' as const,
      strength: 0,
      weight: 0,
    })),
  ]
}
