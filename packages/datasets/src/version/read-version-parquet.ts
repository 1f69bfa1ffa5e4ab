import { AppError } from '@plackett/contracts'
import { readParquet } from '../parquet/read-parquet.ts'
import { absentColumns, isSplit, type VersionRow } from './version-row.ts'
import { firstColumns } from './version-schema.ts'

const file = 'of the dataset version'

/**
 * The rows of a dataset version's Parquet file in order, one row group in memory at a time.
 * Throws FILE_UNREADABLE where the bytes are not such a file.
 */
export async function* readVersionParquet(bytes: Uint8Array): AsyncGenerator<VersionRow> {
  for await (const row of readParquet(bytes, { file, columns: firstColumns })) {
    if (!isSplit(row.split)) throw new AppError('FILE_UNREADABLE', { file, problem: `"${row.split}" is not a split` })
    yield { ...absentColumns, ...row } as unknown as VersionRow
  }
}
