import type { Message, MyRankingsInput, Page, RankingHistoryItem } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'
import { myCurrentRankings } from './my-current-rankings.ts'
import { rankingOf, withRanks } from './ranking-of.ts'

const withTask = {
  ...withRanks,
  task: { select: { prompt: { select: { messages: true, completions: true } } } },
} as const satisfies Prisma.RankingInclude

/** One's own rankings as they stand, the newest first. */
export async function listMyRankings(scope: Scope, input: MyRankingsInput): Promise<Page<RankingHistoryItem>> {
  const { projectId, cursor, limit } = input
  await authorize(scope, 'ranking:submit', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const wanted = { projectId, annotatorId, cursor: cursor ?? null, limit: limit + 1 }
  const ids = await myCurrentRankings(scope.db, wanted)
  const rows = await scope.db.ranking.findMany({
    where: { id: { in: ids } },
    include: withTask,
    orderBy: { id: 'desc' },
  })
  return pageOfRows(rows.map(historyItemOf), limit)
}

function historyItemOf(row: Prisma.RankingGetPayload<{ include: typeof withTask }>): RankingHistoryItem {
  const { messages, completions } = row.task.prompt
  const byId = new Map(completions.map((completion) => [completion.id, completion]))
  return {
    ...rankingOf(row),
    prompt: messages as unknown as Message[],
    completions: row.shownOrder.map((id) => byId.get(id)!),
    activeMs: row.activeMs,
  }
}
