import { type GoldAnswer, goldAnswer } from '@plackett/contracts'
import { scoreGold } from '@plackett/preference'
import { ranksOf } from '../ranking/ranks-of.ts'
import type { Database } from '../scope/scope.ts'

/** A first answer to a gold task, held against the right one. A revision may have seen it, so it tests nobody. */
export interface GoldAnswered {
  rankingId: string
  taskId: string
  annotatorId: string
  gold: GoldAnswer
  shownOrder: string[]
  answeredAt: Date
  /** Strict pairs of the right answer, and those in the same order here; "not rankable" has none right. */
  strict: number
  concordant: number
}

interface Row extends Omit<GoldAnswered, 'gold' | 'strict' | 'concordant'> {
  gold: unknown
  ranks: Record<string, number> | null
}

export interface GoldAnswersWish {
  projectId: string
  annotatorId?: string
  /** Only answers after it. */
  after?: Date | null
}

/** The project's answers to gold tasks, or those of one annotator, the oldest first (Task_gold_idx). */
export async function goldAnswers(
  db: Database,
  { projectId, annotatorId, after = null }: GoldAnswersWish,
): Promise<GoldAnswered[]> {
  const rows = await db.$queryRaw<Row[]>`
    select r."id" as "rankingId", r."taskId", r."annotatorId", t."gold", r."shownOrder", r."createdAt" as "answeredAt", (
        select json_object_agg(rc."completionId", rc."rank") from "RankedCompletion" rc where rc."rankingId" = r."id"
      ) as "ranks"
    from "Task" t join "Ranking" r on r."taskId" = t."id" and r."revision" = 1
    join "Assignment" a on a."id" = r."assignmentId" and a."slot" >= 0
    where t."projectId" = ${projectId}::uuid and t."gold" is not null
      and (${annotatorId ?? null}::text is null or r."annotatorId" = ${annotatorId ?? null})
      and (${after}::timestamptz is null or r."createdAt" > ${after})
    order by r."createdAt", r."id"`
  return rows.map(({ gold, ranks, ...row }) => {
    const right = goldAnswer.parse(gold)
    return { ...row, gold: right, ...scoreOf(right, ranks ?? {}) }
  })
}

function scoreOf({ tiers }: GoldAnswer, ranks: Record<string, number>): { strict: number; concordant: number } {
  const right = ranksOf(tiers)
  const ids = [...right.keys()]
  const { strict, concordant } = scoreGold(
    ids.map((id) => right.get(id)!),
    ids.map((id) => ranks[id] ?? null),
  )
  return { strict, concordant }
}
