import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportReport, ImportSettings, PromptRecord } from '@plackett/contracts'
import { type Chunks, readPrompts } from '@plackett/datasets'
import { authorize } from '../access/authorize.ts'
import { idOfActor } from '../scope/actor.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { checkUpload } from './check-upload.ts'
import { insertPrompts } from './insert-prompts.ts'
import { newPrompt } from './new-prompt.ts'
import { withoutKnownIds } from './without-known-ids.ts'

const batchSize = 500
const transactionMs = 10 * 60_000

export interface ImportPromptsInput extends ImportSettings {
  /** The file as it arrives: JSON lines, plain or gzipped. */
  chunks: Chunks
}

/**
 * Imports a file of prompts with completions: all of it, or nothing where a line is bad; the report says which. It is
 * checked while it arrives and kept in a file beside, so that a slow or broken upload holds no transaction. Prompts whose id
 * the project has already are left as they are and counted as duplicates. Throws FILE_UNREADABLE and FILE_EMPTY.
 */
export async function importPrompts(scope: Scope, { chunks, ...settings }: ImportPromptsInput): Promise<ImportReport> {
  await authorize(scope, 'prompts:import', settings)
  return once({ find: () => findImport(scope, settings), work: () => importUpload(scope, settings, chunks) })
}

async function findImport({ db }: Scope, { projectId, idempotencyKey }: ImportSettings): Promise<ImportReport | null> {
  const row = await db.import.findUnique({ where: { projectId_idempotencyKey: { projectId, idempotencyKey } } })
  return row && (row.report as ImportReport)
}

async function importUpload(scope: Scope, settings: ImportSettings, chunks: Chunks): Promise<ImportReport> {
  const directory = await mkdtemp(join(scope.temporaryDirectory, 'import-'))
  try {
    const file = join(directory, 'checked.jsonl')
    const checked = await checkUpload(chunks, file)
    const report = { id: null, filename: settings.filename, imported: 0, duplicates: 0, ...checked }
    return checked.errorCount > 0 ? report : await importChecked(scope, settings, { file, report })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function importChecked(
  scope: Scope,
  { projectId, idempotencyKey, filename }: ImportSettings,
  { file, report }: { file: string; report: ImportReport },
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
    for await (const records of batchesOf(file)) {
      const fresh = await withoutKnownIds(db, { projectId, records })
      const prompts = fresh.map((record) => newPrompt(scope, record))
      await insertPrompts(db, { projectId, importId: id, overlap, createdAt, prompts })
      imported += fresh.length
    }
    const done = { ...report, id, imported, duplicates: report.lines - imported }
    await db.import.update({ where: { id }, data: { report: done } })
    return done
  }
  return inTransaction(scope, write, { timeout: transactionMs })
}

async function* batchesOf(file: string): AsyncGenerator<PromptRecord[]> {
  let batch: PromptRecord[] = []
  for await (const parsed of readPrompts(createReadStream(file))) {
    if ('error' in parsed)
      throw new Error(`Line ${parsed.line} of the checked file was refused: ${parsed.error.message}`)
    batch.push(parsed.record)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
