import { AppError } from '@plackett/contracts'
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

export interface ReadParquetOptions {
  /** What to call the file in an error. */
  file: string
  /** Columns that must be there. */
  columns?: readonly string[]
}

/**
 * The rows of Parquet bytes in order, one row group decoded at a time.
 * Throws FILE_UNREADABLE where the bytes are no Parquet file that can be read, or lack a column.
 */
export async function* readParquet(
  bytes: Uint8Array,
  { file: name, columns = [] }: ReadParquetOptions,
): AsyncGenerator<Record<string, unknown>> {
  // A copy of its own each: a Buffer is a window on memory that it shares with others.
  const slice = (start: number, end?: number) => new Uint8Array(bytes.subarray(start, end)).buffer
  const file = { byteLength: bytes.length, slice }
  const metadata = await readable(() => parquetMetadataAsync(file), name)
  requireColumns(metadata, columns, name)
  let rowStart = 0
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows)
    yield* await readable(() => parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd }), name)
    rowStart = rowEnd
  }
}

function requireColumns({ schema }: FileMetaData, columns: readonly string[], file: string): void {
  const names = new Set(schema.map(({ name }) => name))
  const missing = columns.filter((name) => !names.has(name))
  if (missing.length === 0) return
  throw new AppError('FILE_UNREADABLE', { file, problem: `it has no column ${missing.join(', ')}` })
}

async function readable<T>(read: () => Promise<T>, file: string): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('FILE_UNREADABLE', { file, problem }, { cause })
  }
}
