import { AppError } from '@plackett/contracts'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { versionColumns } from './parquet-schema.ts'
import { isSplit, type VersionRow } from './version-row.ts'

/**
 * The rows of a dataset version's Parquet file in order, one row group in memory at a time.
 * Throws FILE_UNREADABLE where the bytes are not such a file.
 */
export async function* readVersionParquet(bytes: Uint8Array): AsyncGenerator<VersionRow> {
  const file = bufferOf(bytes)
  const metadata = await readable(() => parquetMetadataAsync(file))
  requireColumns(metadata)
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
    const rows = await readable(() => parquetReadObjects({ file, metadata, rowStart, rowEnd }))
    for (const row of rows) yield versionRowOf(row)
    rowStart = rowEnd
  }
}

function bufferOf(bytes: Uint8Array): AsyncBuffer {
  const slice = (start: number, end?: number) => bytes.slice(start, end).buffer as ArrayBuffer
  return { byteLength: bytes.length, slice }
}

function requireColumns({ schema }: FileMetaData): void {
  const names = new Set(schema.map(({ name }) => name))
  const missing = versionColumns.filter((name) => !names.has(name))
  if (missing.length > 0) unreadable(`it has no column ${missing.join(', ')}`)
}

function versionRowOf(row: Record<string, unknown>): VersionRow {
  if (!isSplit(row.split)) unreadable(`"${row.split}" is not a split`)
  return row as unknown as VersionRow
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    unreadable(cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function unreadable(problem: string, cause?: unknown): never {
  throw new AppError('FILE_UNREADABLE', { file: 'of the dataset version', problem }, { cause })
}
