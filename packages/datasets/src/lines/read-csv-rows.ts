import { Readable } from 'node:stream'
import { AppError } from '@plackett/contracts'
import { type CsvError, parse } from 'csv-parse'
import { type Chunks, defaultMaxLineBytes, type ReadOptions } from './chunks.ts'
import { lineErrorOf } from './line-error.ts'
import { peek } from './peek.ts'
import type { Row } from './read-json-lines.ts'
import { requireUtf8 } from './require-utf8.ts'
import { textBytesOf } from './text-bytes.ts'

/**
 * The rows of a table with a header, as objects of texts by column name; commas, semicolons or tabs, whichever the
 * header has most of. A row that is no such row is yielded as its error, with the line on which it ends.
 * Throws FILE_UNREADABLE for damaged gzip or another encoding, FILE_EMPTY where there is no row under the header.
 */
export async function* readCsvRows(chunks: Chunks, options: ReadOptions): AsyncGenerator<Row> {
  const text = requireUtf8(textBytesOf(chunks, options), options.file ?? 'input')
  const { head, all } = await peek(text, 4_096)
  const bad: Row[] = []
  let header: string[] | null = null
  let rows = 0
  for await (const { record, info } of recordsOf(all, { delimiter: delimiterOf(head), bad, options })) {
    // The parser runs ahead: what it refused further down waits for its turn.
    yield* bad.splice(0, bad.filter(({ line }) => line <= info.lines).length)
    if (header === null) header = record
    else yield rowOf(header, record, info.lines)
    rows += 1
  }
  yield* bad.splice(0)
  if (rows < 2) throw new AppError('FILE_EMPTY', { file: options.file ?? 'input' })
}

interface CsvRecord {
  record: string[]
  /** `lines` is the number of the line that the record ends on. */
  info: { lines: number }
}

function recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  { delimiter, bad, options }: { delimiter: string; bad: Row[]; options: ReadOptions },
): AsyncIterable<CsvRecord> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: options.maxLineBytes ?? defaultMaxLineBytes,
    on_skip(error) {
      bad.push(badRow(error))
      return undefined
    },
  })
  const source = Readable.from(chunks, { objectMode: false })
  source.on('error', (error) => parser.destroy(error))
  return source.pipe(parser)
}

function badRow(error: CsvError | undefined): Row {
  const line = typeof error?.lines === 'number' ? error.lines : 1
  return { line, error: lineErrorOf(line, new AppError('LINE_INVALID', { problem: problemOf(error) })) }
}

function problemOf(error: CsvError | undefined): string {
  if (error?.code === 'CSV_MAX_RECORD_SIZE') return 'the row is too long; is a quotation mark never closed?'
  if (error?.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is never closed'
  return 'a quotation mark stands inside a cell; it must be doubled, and the cell in quotation marks'
}

function rowOf(header: readonly string[], record: readonly string[], line: number): Row {
  if (record.length !== header.length) {
    const problem = `the row has ${record.length} cells where the header has ${header.length}`
    return { line, error: lineErrorOf(line, new AppError('LINE_INVALID', { problem })) }
  }
  return { line, row: Object.fromEntries(header.map((name, index) => [name.trim(), record[index]])) }
}

/** The separator that stands most often in the first line. */
function delimiterOf(head: Uint8Array): string {
  const [first = ''] = Buffer.from(head).toString().split('\n')
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter
}
