import type { VersionSettings } from '@plackett/contracts'
import { Prisma } from '@plackett/db'

const { sql, empty, join } = Prisma

/** What a version is made of. */
export interface VersionWish extends VersionSettings {
  projectId: string
}

/**
 * The rankings that a version takes: those that count, of tasks that are still wanted, by the wish's selection and its policy
 * for ties. As a query that gives whole rows of "Ranking", to stand in brackets.
 */
export function selectedRankings({ projectId, selection, ties }: VersionWish): Prisma.Sql {
  const { minRankings = 1 } = selection
  const rankings = sql`
    select r.*, count(*) over (partition by r."taskId") as "ofTask"
    from "CountedRanking" r join "Task" t on t."id" = r."taskId" join "Prompt" p on p."id" = t."promptId"
    where r."projectId" = ${projectId}::uuid and r."notRankable" is null and t."status" <> 'withdrawn'
      ${conditionsOf(selection)} ${tieCondition(ties)}`
  return minRankings > 1 ? sql`select * from (${rankings}) r where r."ofTask" >= ${minRankings}` : rankings
}

function conditionsOf(selection: VersionSettings['selection']): Prisma.Sql {
  const { from, until, languages, minActiveMs, guidelinesFrom, withoutFlags, withoutAnnotators, origin } = selection
  const conditions = [
    from && sql`r."createdAt" >= ${from}`,
    until && sql`r."createdAt" < ${until}`,
    languages && sql`coalesce(p."language", '') = any(${languages})`,
    minActiveMs && sql`(r."activeMs" >= ${minActiveMs} or r."importId" is not null)`,
    guidelinesFrom && sql`r."guidelinesVersion" >= ${guidelinesFrom}`,
    withoutFlags?.length &&
      sql`not exists (
      select from "CompletionLabel" l where l."rankingId" = r."id" and l."flags" && ${withoutFlags}::text[])`,
    withoutAnnotators?.length && sql`r."annotatorId" <> all(${withoutAnnotators})`,
    origin === 'here' && sql`r."importId" is null`,
    origin === 'imported' && sql`r."importId" is not null`,
    selection.withoutAllBad && sql`not r."allBad"`,
    !selection.withGold && sql`t."gold" is null`,
  ].filter((condition) => typeof condition === 'object')
  return conditions.length === 0 ? empty : sql`and ${join(conditions, ' and ')}`
}

function tieCondition(ties: VersionSettings['ties']): Prisma.Sql {
  if (ties === 'keep') return empty
  const pairs = (kind: string) =>
    sql`exists (select from "Comparison" c where c."rankingId" = r."id" and c."kind"::text = ${kind})`
  return ties === 'strict' ? sql`and not ${pairs('tie')}` : sql`and ${pairs('strict')}`
}
