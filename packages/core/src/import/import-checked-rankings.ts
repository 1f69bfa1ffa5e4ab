import { type ImportReport, type ImportSettings, messagesOf, type RankingRecord } from '@plackett/contracts'
import type { Loss } from '@plackett/datasets'
import { type BulkTransaction, inBulkTransaction, type PrismaClient } from '@plackett/db'
import { idOfActor } from '../scope/actor.ts'
import type { Scope } from '../scope/scope.ts'
import { checkedBatches } from './checked-batches.ts'
import { contentOf } from './content-key.ts'
import { copyRankings } from './copy-rankings.ts'
import { idSeries } from './id-series.ts'
import type { CheckedFile } from './import-checked-prompts.ts'
import { ImportedAnnotators } from './imported-annotators.ts'
import { knownTasks } from './known-tasks.ts'
import { placeRankings, type RankingWithContent } from './place-rankings.ts'

/** Large enough that the round trips of a batch do not count, small enough that other requests hardly wait for it. */
const batchSize = 1_000

/** What a batch needs to know of the import that it belongs to. */
export interface RankingImport {
  id: string
  projectId: string
  createdAt: Date
  newId(): string
  annotators: ImportedAnnotators
  loss: Loss
}

/**
 * Puts the rankings of a checked file into the project as answered tasks, all in one transaction: rankings of the same
 * prompt and completions are rankings of one task, and an annotator's second ranking of a task is a duplicate.
 */
export function importCheckedRankings(
  scope: Scope,
  settings: ImportSettings,
  { file, report, records, loss }: CheckedFile,
): Promise<ImportReport> {
  return inBulkTransaction(scope.db as PrismaClient, async (transaction) => {
    const target = await beginImport(scope, settings, { transaction, loss })
    const imported = await importBatches(transaction, target, file)
    const done = { ...report, id: target.id, imported, duplicates: records - imported, lost: loss.entries() }
    await transaction.query('update "Import" set "report" = $2 where "id" = $1', [target.id, done])
    return done
  })
}

async function beginImport(
  { actor, newId, now }: Scope,
  { projectId, idempotencyKey, filename }: ImportSettings,
  { transaction, loss }: { transaction: BulkTransaction; loss: Loss },
): Promise<RankingImport> {
  // Imports of one project wait for each other, so that both see which tasks are there; the project stays while it lasts.
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [projectId])
  await transaction.query('select 1 from "Project" where "id" = $1 for key share', [projectId])
  const ids = { id: newId(), projectId, newId: idSeries(newId) }
  const target = { ...ids, createdAt: now(), annotators: new ImportedAnnotators(projectId), loss }
  await transaction.query(
    `insert into "Import" ("id", "projectId", "createdById", "idempotencyKey", "filename", "report", "createdAt")
     values ($1, $2, $3, $4, $5, '{}', $6)`,
    [target.id, projectId, idOfActor(actor), idempotencyKey, filename, target.createdAt],
  )
  await withoutReferenceChecks(transaction)
  return target
}

/**
 * Where the role may, spares the checks of foreign keys: 48 of them a ranking of four are two thirds of the time, and every
 * row that is referred to is one that this transaction wrote or locked. Where it may not, the checks are made.
 */
async function withoutReferenceChecks(transaction: BulkTransaction): Promise<void> {
  const [row] = await transaction.query<{ allowed: boolean }>(
    `select has_parameter_privilege(current_user, 'session_replication_role', 'set') as allowed`,
  )
  if (row?.allowed) await transaction.query('set local session_replication_role = replica')
}

/** Returns how many rankings were new. While the database takes one batch in, the next is read: two cores, half the time. */
async function importBatches(transaction: BulkTransaction, target: RankingImport, file: string): Promise<number> {
  let imported = 0
  let writing: Promise<void> = Promise.resolve()
  for await (const batch of rankingsWithContent(file)) {
    await writing
    const placed = await placeRankings(batch, target, (keys) => knownTasks(transaction, target, keys))
    imported += placed.rankings.length
    writing = copyRankings(transaction, target, placed)
    // What fails is thrown where it is awaited, which may be a batch later.
    writing.catch(() => undefined)
  }
  await writing
  return imported
}

async function* rankingsWithContent(file: string): AsyncGenerator<RankingWithContent[]> {
  for await (const batch of checkedBatches<RankingRecord>(file, batchSize)) {
    yield batch.map(({ line, record }) => {
      const messages = messagesOf(record.prompt)
      return { line, record, messages, content: contentOf(messages, record.completions) }
    })
  }
}
