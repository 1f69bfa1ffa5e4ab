import type { ImportReport, ImportSettings, PromptRecord } from '@plackett/contracts'
import type { Loss } from '@plackett/datasets'
import { idOfActor } from '../scope/actor.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { checkedBatches } from './checked-batches.ts'
import { insertPrompts } from './insert-prompts.ts'
import { newPrompt } from './new-prompt.ts'
import { withoutKnownIds } from './without-known-ids.ts'

const batchSize = 500
const transactionMs = 10 * 60_000

export interface CheckedFile {
  /** As checkUpload wrote it. */
  file: string
  report: ImportReport
  records: number
  loss: Loss
}

/** Puts the prompts of a checked file into the project, all in one transaction. */
export function importCheckedPrompts(
  scope: Scope,
  { projectId, idempotencyKey, filename }: ImportSettings,
  { file, report, records: total }: CheckedFile,
): Promise<ImportReport> {
  const write = async (scope: Scope) => {
    const { db, newId, now } = scope
    // Imports of one project wait for each other, so that both see which ids are there.
    await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${projectId}, 1))`
    const { overlap } = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { overlap: true } })
    const id = newId()
    const createdAt = now()
    const createdById = idOfActor(scope.actor)
    await db.import.create({ data: { id, projectId, createdById, idempotencyKey, filename, report: {}, createdAt } })
    let imported = 0
    for await (const batch of checkedBatches<PromptRecord>(file, batchSize)) {
      const fresh = await withoutKnownIds(db, { projectId, records: batch.map(({ record }) => record) })
      const prompts = fresh.map((record) => newPrompt(scope, record))
      await insertPrompts(db, { projectId, importId: id, overlap, createdAt, prompts })
      imported += fresh.length
    }
    const done = { ...report, id, imported, duplicates: total - imported }
    await db.import.update({ where: { id }, data: { report: done } })
    return done
  }
  return inTransaction(scope, write, { timeout: transactionMs })
}
