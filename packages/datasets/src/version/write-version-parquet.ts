import { ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import type { VersionRow } from './version-row.ts'
import { versionColumns, versionSchema } from './version-schema.ts'

/** Rows per group: what a reader holds at a time. 10,000 rankings of 4 texts of 1 kB are 40 MB. */
const rowGroupSize = 10_000

/**
 * A dataset version as a Parquet file: one row per ranking, Snappy-compressed. The same rows in the same order give
 * the same bytes: the file names no time and no machine.
 */
export async function writeVersionParquet(rows: AsyncIterable<VersionRow> | Iterable<VersionRow>): Promise<Uint8Array> {
  const writer = new ByteWriter()
  await parquetWriteRows({
    writer,
    rows,
    columns: versionColumns.map((name) => ({ name })),
    schema: versionSchema,
    rowGroupSize,
    createdBy: 'plackett dataset version 2',
  })
  return writer.getBytes()
}
