import type { Database } from '../scope/scope.ts'
import { selectedRankings, type VersionWish } from './selected-rankings.ts'

export interface RankingAnnotators {
  /** Who ranked in the project, in the order of their first answers: an order that later rankings do not change. */
  all: string[]
  /** Those with a ranking that is selected. */
  selected: Set<string>
}

/** Who ranked, in the project and in a version. */
export async function rankingAnnotators(db: Database, wish: VersionWish): Promise<RankingAnnotators> {
  const rows = await db.$queryRaw<{ annotatorId: string; isSelected: boolean }[]>`
    select r."annotatorId", s."annotatorId" is not null as "isSelected"
    from (
      select "annotatorId", min("createdAt") as "firstAt" from "Ranking"
      where "projectId" = ${wish.projectId}::uuid group by "annotatorId"
    ) r left join (select distinct "annotatorId" from (${selectedRankings(wish)}) r) s using ("annotatorId")
    order by r."firstAt", r."annotatorId"`
  return {
    all: rows.map(({ annotatorId }) => annotatorId),
    selected: new Set(rows.filter(({ isSelected }) => isSelected).map(({ annotatorId }) => annotatorId)),
  }
}
