import type { VersionLineage } from '@plackett/contracts'
import type { VersionRow } from '@plackett/datasets'
import { annotatorWeights } from '../leaderboard/annotator-weights.ts'
import type { Database } from '../scope/scope.ts'
import { consensusRow } from './consensus-row.ts'
import { noteLineage } from './lineage.ts'
import type { VersionPlan } from './plan-version.ts'
import type { VersionWish } from './selected-rankings.ts'
import { type SelectedRow, selectedRows } from './selected-row.ts'

export interface VersionSource {
  wish: VersionWish
  plan: VersionPlan
  /** Told of each ranking as it is read. */
  lineage: VersionLineage
}

/** The rows of a version as planned, in an order that does not change; some at a time in memory. */
export async function* versionRows(db: Database, source: VersionSource): AsyncGenerator<VersionRow> {
  const weights = await annotatorWeights(db, source.wish.projectId)
  const task: VersionRow[] = []
  for await (const selected of selectedRows(db, source.wish)) {
    noteLineage(source.lineage, selected)
    const row = versionRow(selected, source, weights.get(selected.annotatorId) ?? 1)
    if (source.wish.aggregation === 'each') {
      yield row
      continue
    }
    if (task.length > 0 && task[0]!.taskId !== row.taskId) yield consensusRow(task.splice(0))
    task.push(row)
  }
  if (task.length > 0) yield consensusRow(task)
}

function versionRow(row: SelectedRow, { wish, plan }: VersionSource, annotatorWeight: number): VersionRow {
  const { promptId, annotatorId, createdAt, labels, isImported, ofTask, ...said } = row
  return {
    ...said,
    annotator: plan.pseudonymOf.get(annotatorId)!,
    ...plan.sideOf.get(promptId)!,
    weight: wish.weighting === 'task' ? annotatorWeight / ofTask : annotatorWeight,
    submittedAt: createdAt.toISOString(),
    labels: JSON.stringify(labels),
    sources: [row.rankingId],
  }
}
