import type { CompletionLabels, Ranking, Span } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'

/** What a ranking's row is loaded with, to be told. */
export const withRanks = {
  rankedCompletions: { select: { completionId: true, rank: true } },
  completionLabels: { orderBy: { completionId: 'asc' } },
  _count: { select: { comparisons: true } },
} as const satisfies Prisma.RankingInclude

type RankingRow = Prisma.RankingGetPayload<{ include: typeof withRanks }>

/** A row as the contract has it. */
export function rankingOf(row: RankingRow): Ranking {
  return {
    id: row.id,
    assignmentId: row.assignmentId,
    taskId: row.taskId,
    revision: row.revision,
    notRankable: row.notRankable,
    ranks: Object.fromEntries(row.rankedCompletions.map(({ completionId, rank }) => [completionId, rank])),
    strength: row.strength,
    allBad: row.allBad,
    comment: row.comment,
    guidelinesVersion: row.guidelinesVersion,
    labels: row.completionLabels.map(completionLabelsOf),
    comparisons: row._count.comparisons,
    createdAt: row.createdAt,
  }
}

/** What was said of one completion, as the contract has it. */
export function completionLabelsOf(
  row: Prisma.RankingGetPayload<{ include: typeof withRanks }>['completionLabels'][number],
): CompletionLabels {
  const { completionId, flags, critique, editedText } = row
  return {
    completionId,
    ratings: row.ratings as Record<string, number>,
    flags,
    spans: row.spans as unknown as Span[],
    ...(critique !== null && { critique }),
    ...(editedText !== null && { editedText }),
  }
}
