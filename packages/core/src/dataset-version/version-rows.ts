import type { VersionRow } from '@plackett/datasets'
import type { Database } from '../scope/scope.ts'
import type { VersionPlan } from './plan-version.ts'
import { type RankingRow, rankingsPage } from './rankings-page.ts'

const pageSize = 1_000

/** The rows of a version as planned, in an order that does not change; a page in memory at a time. */
export async function* versionRows(
  db: Database,
  { projectId, plan }: { projectId: string; plan: VersionPlan },
): AsyncGenerator<VersionRow> {
  let after: string | null = null
  do {
    const page = await rankingsPage(db, { projectId, after, limit: pageSize })
    for (const row of page) yield versionRow(row, plan)
    after = page.length === pageSize ? page.at(-1)!.assignmentId : null
  } while (after !== null)
}

function versionRow({ rankingId, taskId, ...row }: RankingRow, plan: VersionPlan): VersionRow {
  return {
    rankingId,
    taskId,
    annotator: plan.pseudonymOf.get(row.annotatorId)!,
    ...plan.sideOf.get(row.promptId)!,
    prompt: row.prompt,
    completions: row.completions,
    ranks: row.ranks,
  }
}
