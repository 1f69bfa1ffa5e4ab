import { AppError, type ImportPreview, type ImportReading, type RankingRecord } from '@plackett/contracts'
import { type Chunks, detectFormat } from '@plackett/datasets'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { openUpload } from './open-upload.ts'

const shownRecords = 5
const shownErrors = 20

export interface PreviewImportInput extends ImportReading {
  projectId: string
  filename?: string
  /** The file, or its beginning. */
  chunks: Chunks
}

/** How the beginning of a file would be read: what it is, and its first records and errors. Nothing is stored. */
export async function previewImport(
  scope: Scope,
  { projectId, chunks, ...reading }: PreviewImportInput,
): Promise<ImportPreview> {
  await authorize(scope, 'prompts:import', { projectId })
  const { columns, ...detected } = await detectFormat(chunks, { encoding: reading.encoding })
  const format = reading.format ?? detected.format
  const preview: ImportPreview = { format, columns, records: [], errors: [], lost: [] }
  if (format === null) {
    await detected.chunks.return(undefined)
    return preview
  }
  const { parsed, loss } = openUpload(detected.chunks, { ...reading, format })
  try {
    for await (const item of parsed) {
      if ('error' in item) preview.errors.push(item.error)
      else preview.records.push(item.record as RankingRecord)
      if (preview.records.length === shownRecords || preview.errors.length === shownErrors) break
    }
  } catch (error) {
    // A beginning may break off in the middle of what is compressed, or of a list.
    if (!(error instanceof AppError) || preview.records.length === 0) throw error
  }
  return { ...preview, lost: loss.entries() }
}
