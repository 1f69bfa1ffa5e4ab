import type { Message } from '@plackett/contracts'
import { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'
import { rowsByCursor } from './rows-by-cursor.ts'
import { selectedRankings, type VersionWish } from './selected-rankings.ts'

/** A selected ranking with all that a version says of it. */
export interface SelectedRow {
  rankingId: string
  taskId: string
  promptId: string
  annotatorId: string
  prompt: Message[]
  language: string | null
  completions: { id: string; text: string; model: string | null }[]
  /** `ranks[i]` is the rank of `completions[i]`. */
  ranks: number[]
  shownOrder: string[]
  createdAt: Date
  activeMs: number
  revision: number
  guidelinesVersion: number | null
  strength: number | null
  allBad: boolean
  comment: string | null
  labels: object[]
  isImported: boolean
  /** How many selected rankings its task has. */
  ofTask: number
}

/**
 * The selected rankings, those of one task together and in the order of their assignments, which a revision does not move.
 * Call it in a transaction.
 */
export function selectedRows(db: Database, wish: VersionWish): AsyncGenerator<SelectedRow> {
  const query = Prisma.sql`
    select r."id" as "rankingId", r."taskId", t."promptId", r."annotatorId", p."messages" as "prompt", p."language",
      c."completions", c."ranks", r."shownOrder", r."createdAt", r."activeMs", r."revision", r."guidelinesVersion",
      r."strength", r."allBad", r."comment", l."labels", r."importId" is not null as "isImported",
      r."ofTask"::int as "ofTask"
    from (${selectedRankings(wish)}) r
    join "Task" t on t."id" = r."taskId"
    join "Prompt" p on p."id" = t."promptId",
    lateral (
      select json_agg(json_build_object('id', c."id", 'text', c."text", 'model', c."model") order by c."position")
          as "completions",
        array_agg(rc."rank" order by c."position") as "ranks"
      from "RankedCompletion" rc join "Completion" c on c."id" = rc."completionId" where rc."rankingId" = r."id"
    ) c,
    lateral (
      select coalesce(json_agg(json_strip_nulls(json_build_object('completionId', l."completionId", 'ratings', l."ratings",
        'flags', l."flags", 'critique', l."critique", 'spans', l."spans", 'editedText', l."editedText"))
        order by l."completionId"), '[]') as "labels"
      from "CompletionLabel" l where l."rankingId" = r."id"
    ) l
    order by r."taskId", r."assignmentId"`
  return rowsByCursor(db, { name: 'selected rankings', query, size: 1_000 })
}
