import type { ListRankingsInput, Page, RankingListItem } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'

/** The project's rankings that count, the oldest first, with who gave them. */
export async function listRankings(
  scope: Scope,
  { projectId, cursor, limit }: ListRankingsInput,
): Promise<Page<RankingListItem>> {
  await authorize(scope, 'task:view', { projectId })
  const rows = await scope.db.$queryRaw<RankingListItem[]>`
    select r."id", r."taskId", r."annotatorId", r."revision", r."notRankable", r."comment", r."activeMs", r."createdAt",
      coalesce((select json_object_agg(c."completionId", c."rank") from "RankedCompletion" c where c."rankingId" = r."id"),
        '{}') as "ranks"
    from "CountedRanking" r
    where r."projectId" = ${projectId}::uuid and (${cursor ?? null}::uuid is null or r."id" > ${cursor ?? null}::uuid)
    order by r."id" limit ${limit + 1}`
  return pageOfRows(rows, limit)
}
