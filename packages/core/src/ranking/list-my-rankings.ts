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
  returns: { include: { reviewer: { select: { name: true } } }, orderBy: { id: 'desc' }, take: 1 },
  task: {
    select: { prompt: { select: { messages: true, completions: true } }, _count: { select: { comments: true } } },
  },
} as const satisfies Prisma.RankingInclude

/** One's own rankings as they stand, the newest first. */
export async function listMyRankings(scope: Scope, input: MyRankingsInput): Promise<Page<RankingHistoryItem>> {
  const { projectId, cursor, limit, search, onlyReturned = false } = input
  await authorize(scope, 'ranking:submit', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const wanted = {
    projectId,
    annotatorId,
    search: search || null,
    onlyReturned,
    cursor: cursor ?? null,
    limit: limit + 1,
  }
  const ids = await myCurrentRankings(scope.db, wanted)
  const rows = await scope.db.ranking.findMany({
    where: { id: { in: ids } },
    include: withTask,
    orderBy: { id: 'desc' },
  })
  const { _max } = await scope.db.datasetVersion.aggregate({ where: { projectId }, _max: { createdAt: true } })
  return pageOfRows(
    rows.map((row) => historyItemOf(row, _max.createdAt)),
    limit,
  )
}

function historyItemOf(
  row: Prisma.RankingGetPayload<{ include: typeof withTask }>,
  frozenAt: Date | null,
): RankingHistoryItem {
  const { messages, completions } = row.task.prompt
  const [returned] = row.returns
  const byId = new Map(completions.map((completion) => [completion.id, completion]))
  return {
    ...rankingOf(row),
    prompt: messages as unknown as Message[],
    completions: row.shownOrder.map((id) => byId.get(id)!),
    activeMs: row.activeMs,
    isFrozen: frozenAt !== null && frozenAt >= row.createdAt && row.returns.length === 0,
    returned: returned ? { comment: returned.comment, reviewer: returned.reviewer.name, at: returned.createdAt } : null,
    comments: row.task._count.comments,
  }
}
