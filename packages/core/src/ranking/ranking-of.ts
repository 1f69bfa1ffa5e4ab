import type { Ranking } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'

/** What a ranking's row is loaded with, to be told. */
export const withRanks = {
  rankedCompletions: { select: { completionId: true, rank: true } },
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
    comparisons: row._count.comparisons,
    createdAt: row.createdAt,
  }
}
