import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ImportReport, type ImportSettings, importReport } from '@plackett/contracts'
import { type Chunks, detectFormat } from '@plackett/datasets'
import { authorize } from '../access/authorize.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { checkUpload } from './check-upload.ts'
import { importCheckedPrompts } from './import-checked-prompts.ts'
import { importCheckedRankings } from './import-checked-rankings.ts'
import { type OpenUpload, openUpload } from './open-upload.ts'

export interface ImportFileInput extends ImportSettings {
  /** The file as it arrives, plain or gzipped. */
  chunks: Chunks
}

/**
 * Imports a file of prompts to rank, or of rankings in any of the formats: all of it, or nothing where a line is bad, unless
 * such lines may be left out; the report says which. It is checked while it arrives and kept in a file beside, so that a slow
 * or broken upload holds no transaction. What the project has already is left as it is and counted as duplicates.
 * Throws FORMAT_UNKNOWN, FILE_UNREADABLE and FILE_EMPTY.
 */
export async function importFile(scope: Scope, { chunks, ...settings }: ImportFileInput): Promise<ImportReport> {
  await authorize(scope, 'prompts:import', settings)
  return once({ find: () => findImport(scope, settings), work: () => importUpload(scope, settings, chunks) })
}

async function findImport({ db }: Scope, { projectId, idempotencyKey }: ImportSettings): Promise<ImportReport | null> {
  const row = await db.import.findUnique({ where: { projectId_idempotencyKey: { projectId, idempotencyKey } } })
  return row && importReport.parse(row.report)
}

async function importUpload(scope: Scope, settings: ImportSettings, chunks: Chunks): Promise<ImportReport> {
  const detected = await detectFormat(chunks, { file: settings.filename, encoding: settings.encoding })
  const format = settings.format ?? detected.format ?? (looksLikePrompts(detected.columns) ? 'prompts' : null)
  if (format === null) throw new AppError('FORMAT_UNKNOWN', { columns: detected.columns.slice(0, 20).join(', ') })
  const upload = openUpload(detected.chunks, { ...settings, format })
  const directory = await mkdtemp(join(scope.temporaryDirectory, 'import-'))
  try {
    return await importOpened(scope, settings, { upload, file: join(directory, 'checked.jsonl') })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Nothing that can be read, or prompts that lack what they need: then the errors, line by line, say more. */
function looksLikePrompts(columns: string[]): boolean {
  return columns.length === 0 || columns.includes('prompt') || columns.includes('completions')
}

async function importOpened(
  scope: Scope,
  settings: ImportSettings,
  { upload, file }: { upload: OpenUpload; file: string },
): Promise<ImportReport> {
  const { skipBadLines = false, dryRun = false, filename } = settings
  const { records, ...checked } = await checkUpload(upload.parsed, { file, skipBadLines })
  const { format, loss } = upload
  const report: ImportReport = {
    ...{ id: null, filename, format, imported: 0, duplicates: 0, isDryRun: dryRun, ...checked },
    lost: loss.entries(),
  }
  if (checked.errorCount > 0 && !skipBadLines) return report
  if (dryRun || records === 0) return { ...report, imported: records }
  const work = { file, report, records, loss }
  return format === 'prompts'
    ? importCheckedPrompts(scope, settings, work)
    : importCheckedRankings(scope, settings, work)
}
