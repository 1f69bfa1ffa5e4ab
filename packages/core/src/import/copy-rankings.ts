import { type BulkTransaction, copyLine } from '@plackett/db'
import { comparisonRows } from '../ranking/comparison-rows.ts'
import type { RankingImport } from './import-checked-rankings.ts'
import type { PlacedBatch, PlacedRanking, PlacedTask } from './place-rankings.ts'

/** Writes a placed batch: annotators and tasks first, then what was said of them. */
export async function copyRankings(
  transaction: BulkTransaction,
  target: RankingImport,
  { tasks, added, rankings }: PlacedBatch,
): Promise<void> {
  await insertAnnotators(transaction, target)
  await copyTasks(transaction, target, tasks)
  await transaction.query(
    `update "Task" t set "overlap" = t."overlap" + n."count"
     from unnest($1::uuid[], $2::int[]) as n("id", "count") where t."id" = n."id"`,
    [[...added.keys()], [...added.values()]],
  )
  await copyAnswers(transaction, target, rankings)
}

async function insertAnnotators(transaction: BulkTransaction, { annotators }: RankingImport): Promise<void> {
  const fresh = annotators.takeFresh()
  if (fresh.length === 0) return
  await transaction.query(
    `insert into "User" ("id", "name", "email", "isImported", "updatedAt")
     select u."id", u."name", u."id" || '@imported.invalid', true, now()
     from unnest($1::text[], $2::text[]) as u("id", "name") on conflict ("id") do nothing`,
    [fresh.map(({ id }) => id), fresh.map(({ name }) => name)],
  )
}

async function copyTasks(
  transaction: BulkTransaction,
  { id: importId, projectId, createdAt }: RankingImport,
  tasks: PlacedTask[],
): Promise<void> {
  const freeIds = await unusedExternalIds(transaction, projectId, tasks)
  const prompts: string[] = []
  const completions: string[] = []
  const lines: string[] = []
  for (const task of tasks) {
    const { promptId, taskId, overlap, contentKey, groupKey } = task
    // Of rankings of one task that the file numbers apart, the first gives the task its id.
    const externalId = task.externalId !== null && freeIds.delete(task.externalId) ? task.externalId : null
    const messages = JSON.stringify(task.messages)
    prompts.push(copyLine([promptId, projectId, importId, externalId, messages, groupKey, contentKey, createdAt]))
    for (const [position, { id, text, model }] of task.completions.entries()) {
      completions.push(copyLine([id, promptId, position, text, model ?? null, createdAt]))
    }
    lines.push(copyLine([taskId, projectId, promptId, overlap, 0, 0, 'completed', createdAt, createdAt]))
  }
  await transaction.copy(promptTable, prompts.join(''))
  await transaction.copy(completionTable, completions.join(''))
  await transaction.copy(taskTable, lines.join(''))
}

const promptTable = {
  table: 'Prompt',
  columns: ['id', 'projectId', 'importId', 'externalId', 'messages', 'groupKey', 'contentKey', 'createdAt'],
}
const completionTable = { table: 'Completion', columns: ['id', 'promptId', 'position', 'text', 'model', 'createdAt'] }
const taskTable = {
  table: 'Task',
  columns: ['id', 'projectId', 'promptId', 'overlap', 'missing', 'free', 'status', 'completedAt', 'createdAt'],
}

/** Those of the tasks' ids that no prompt of the project has. */
async function unusedExternalIds(
  transaction: BulkTransaction,
  projectId: string,
  tasks: PlacedTask[],
): Promise<Set<string>> {
  const ids = new Set(tasks.flatMap(({ externalId }) => externalId ?? []))
  if (ids.size === 0) return ids
  const used = await transaction.query<{ id: string }>(
    'select "externalId" as "id" from "Prompt" where "projectId" = $1 and "externalId" = any($2::text[])',
    [projectId, [...ids]],
  )
  for (const { id } of used) ids.delete(id)
  return ids
}

async function copyAnswers(
  transaction: BulkTransaction,
  { id: importId, projectId, createdAt, newId }: RankingImport,
  placed: PlacedRanking[],
): Promise<void> {
  const assignments: string[] = []
  const rankings: string[] = []
  const ranked: string[] = []
  const comparisons: string[] = []
  for (const { rankingId, assignmentId, taskId, annotatorId, slot, line, completionIds, ranks } of placed) {
    assignments.push(
      copyLine([assignmentId, projectId, taskId, slot, annotatorId, completionIds, createdAt, createdAt]),
    )
    const key = `import-${line}-${rankingId}`
    rankings.push(
      copyLine([
        ...[rankingId, projectId, taskId, assignmentId, annotatorId, 1, key, key],
        ...[completionIds, 0, importId, createdAt],
      ]),
    )
    for (const [at, id] of completionIds.entries()) ranked.push(copyLine([rankingId, id, ranks[at]!]))
    for (const row of comparisonRows(new Map(completionIds.map((id, at) => [id, ranks[at]!])))) {
      const { betterId, worseId, kind, strength, weight } = row
      comparisons.push(copyLine([newId(), projectId, rankingId, betterId, worseId, kind, strength, weight]))
    }
  }
  await transaction.copy(assignmentTable, assignments.join(''))
  await transaction.copy(rankingTable, rankings.join(''))
  await transaction.copy(rankedTable, ranked.join(''))
  await transaction.copy(comparisonTable, comparisons.join(''))
}

const assignmentTable = {
  table: 'Assignment',
  columns: ['id', 'projectId', 'taskId', 'slot', 'annotatorId', 'shownOrder', 'submittedAt', 'createdAt'],
}
const rankingTable = {
  table: 'Ranking',
  columns: [
    ...['id', 'projectId', 'taskId', 'assignmentId', 'annotatorId', 'revision', 'idempotencyKey', 'inputHash'],
    ...['shownOrder', 'activeMs', 'importId', 'createdAt'],
  ],
}
const rankedTable = { table: 'RankedCompletion', columns: ['rankingId', 'completionId', 'rank'] }
const comparisonTable = {
  table: 'Comparison',
  columns: ['id', 'projectId', 'rankingId', 'betterId', 'worseId', 'kind', 'strength', 'weight'],
}
