import { createHash } from 'node:crypto'
import type { ExportInput, RankingRecord, Split } from '@plackett/contracts'
import {
  compressOutput,
  formats,
  Loss,
  rankingRecordOf,
  readVersionParquet,
  type VersionRow,
  writeFormat,
  writeRaw,
  writeVersionParquet,
} from '@plackett/datasets'
import type { Scope } from '../scope/scope.ts'
import { loadDatasetVersion } from './load-dataset-version.ts'

/** Told apart from what earlier writers made of the same version. */
const writers = 2

export interface DatasetExport {
  /** What the file should be called. */
  filename: string
  contentType: string
  /** The same for the same bytes, which a version gives each time; null for what grows while it is read. */
  etag: string | null
  /** The file from its first byte, each time it is asked for. */
  open(): AsyncIterable<string | Uint8Array>
}

/** A frozen version as a file for a trainer, or raw with everything that is known of each ranking. */
export async function exportDatasetVersion(scope: Scope, input: ExportInput): Promise<DatasetExport> {
  const version = await loadDatasetVersion(scope, 'dataset-version:view', input.datasetVersionId)
  const { number, contentHash } = version
  const { format, split, compression } = input
  const bytes = await scope.storage.read(contentHash)
  const side = split === 'all' ? '' : `-${split}`
  const name = `dataset-v${number}${side}.${format}.${extensionOf(format)}`
  const etag = createHash('sha256').update([contentHash, format, split, compression, writers].join(' ')).digest('hex')
  const open = () => outputOf(rowsOf(bytes, split), input)
  return { filename: `${name}${suffixes[compression]}`, contentType: typeOf(input), etag: etag.slice(0, 32), open }
}

const suffixes = { none: '', gzip: '.gz', zstd: '.zst' } as const
const types = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

function extensionOf(format: ExportInput['format']): keyof typeof types {
  if (format === 'raw') return 'jsonl'
  if (format === 'raw-parquet') return 'parquet'
  const { container } = formats[format]
  return container === 'json' ? 'jsonl' : container
}

function typeOf({ format, compression }: ExportInput): string {
  if (compression === 'none') return types[extensionOf(format)]
  return compression === 'gzip' ? 'application/gzip' : 'application/zstd'
}

function outputOf(
  rows: AsyncGenerator<VersionRow>,
  { format, compression }: ExportInput,
): AsyncIterable<string | Uint8Array> {
  const output = format === 'raw' ? writeRaw(rows) : format === 'raw-parquet' ? parquetOf(rows) : inFormat(rows, format)
  return compression === 'none' ? output : compressOutput(output, compression)
}

function inFormat(rows: AsyncGenerator<VersionRow>, format: Exclude<ExportInput['format'], 'raw' | 'raw-parquet'>) {
  return writeFormat(format, recordsOf(rows), new Loss())
}

async function* recordsOf(rows: AsyncGenerator<VersionRow>): AsyncGenerator<RankingRecord> {
  for await (const row of rows) yield rankingRecordOf(row)
}

async function* parquetOf(rows: AsyncGenerator<VersionRow>): AsyncGenerator<Uint8Array> {
  yield await writeVersionParquet(rows)
}

async function* rowsOf(bytes: Uint8Array, split: Split | 'all'): AsyncGenerator<VersionRow> {
  for await (const row of readVersionParquet(bytes)) if (split === 'all' || row.split === split) yield row
}
