import { AppError, type ImportFormat } from '@plackett/contracts'
import { isObject, type JsonObject } from './fields/json.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { peek } from './lines/peek.ts'
import { readCsvRows } from './lines/read-csv-rows.ts'
import type { Row } from './lines/read-json-lines.ts'
import { readJsonRows } from './lines/read-json-rows.ts'
import { readParquetRows } from './lines/read-parquet-rows.ts'
import { textBytesOf } from './lines/text-bytes.ts'

export interface DetectedFormat {
  /** Null where no format has such fields: then a mapping has to say what they are. */
  format: ImportFormat | null
  /** The fields of the first rows, in the order in which they come. */
  columns: string[]
}

/** The first rows say what all are. */
const sampleRows = 20

const has = (row: JsonObject, ...fields: string[]) => fields.every((field) => Object.hasOwn(row, field))
const isHumanFirst = (value: unknown) => typeof value === 'string' && /^\s*Human:/.test(value)

/** What the rows of each JSON format have that those below it lack. */
const signatures: [ImportFormat, (row: JsonObject) => boolean][] = [
  ['plackett', (row) => has(row, 'completions', 'ranks')],
  ['hh', (row) => isHumanFirst(row.chosen) && isHumanFirst(row.rejected)],
  ['ultrafeedback', (row) => has(row, 'instruction', 'completions')],
  ['oasst', (row) => has(row, 'message_tree_id') || (has(row, 'message_id', 'role') && has(row, 'parent_id'))],
  ['arena', (row) => has(row, 'conversation_a', 'conversation_b') || has(row, 'response_a', 'response_b', 'prompt')],
  ['argilla', (row) => has(row, 'fields', 'responses')],
  ['label-studio', (row) => has(row, 'data', 'annotations')],
  ['openai', (row) => has(row, 'input', 'preferred_output')],
  ['nemo-rl', (row) => has(row, 'context', 'completions')],
  ['helpsteer', (row) => has(row, 'response1', 'response2') || has(row, 'prompt', 'response', 'helpfulness')],
  ['prism', (row) => has(row, 'conversation_id', 'model_response', 'score')],
  ['summarize', (row) => has(row, 'info', 'summaries', 'choice')],
  ['llama-factory', (row) => has(row, 'chosen', 'rejected') && (has(row, 'conversations') || has(row, 'instruction'))],
  ['axolotl', (row) => has(row, 'input', 'chosen', 'rejected') || has(row, 'prompt', 'answers')],
  ['trl', (row) => has(row, 'chosen', 'rejected')],
  ['json', (row) => has(row, 'completion_1') || has(row, 'ranking', 'completion', 'rank')],
  ['prompts', (row) => has(row, 'prompt') && Array.isArray(row.completions) && row.completions.every(isObject)],
]

const isTable = (columns: readonly string[]) =>
  [['chosen', 'rejected'], ['completion_1'], ['completions', 'ranks'], ['ranking', 'completion', 'rank']].some(
    (wanted) => wanted.every((column) => columns.includes(column)),
  )

/** How much of a file is looked at to tell what it is. */
const sampleBytes = 1 << 20

/**
 * What a file is, by its first bytes and the fields of its first rows; `chunks` of the answer are all of the file again.
 * Of Parquet, whose columns stand at its end, the columns are told only where the file is small enough to be looked at whole.
 */
export async function detectFormat(
  chunks: Chunks,
  options: ReadOptions = {},
): Promise<DetectedFormat & { chunks: AsyncGenerator<Uint8Array> }> {
  const { head, all } = await peek(chunks, sampleBytes)
  return { ...(await formatOf(head, options)), chunks: all }
}

/** A sample that breaks off in the middle says what it can. */
async function formatOf(head: Uint8Array, options: ReadOptions): Promise<DetectedFormat> {
  if (Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1') {
    const { columns } = await tableOf('parquet', readParquetRows([head], options))
    return { format: columns.length === 0 || isTable(columns) ? 'parquet' : null, columns }
  }
  const text = await peek(textBytesOf([head], options), 256)
  const read = { ...options, encoding: 'utf-8' }
  const start = Buffer.from(text.head)
    .toString()
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (!/^[[{]/.test(start)) return tableOf('csv', readCsvRows(text.all, read))
  const rows = await firstRows(readJsonRows(text.all, read))
  return { format: commonest(rows), columns: columnsOf(rows) }
}

/** The format of at least half of the rows, where no other has as many; the rest are then bad lines of it. */
function commonest(rows: readonly JsonObject[]): ImportFormat | null {
  const counts = new Map<ImportFormat, number>()
  for (const row of rows) {
    const format = signatures.find(([, fits]) => fits(row))?.[0]
    if (format) counts.set(format, (counts.get(format) ?? 0) + 1)
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
  if (!first || first[1] * 2 < rows.length || first[1] === second?.[1]) return null
  return first[0]
}

async function tableOf(format: 'csv' | 'parquet', rows: AsyncGenerator<Row>): Promise<DetectedFormat> {
  const columns = columnsOf(await firstRows(rows))
  return { format: isTable(columns) ? format : null, columns }
}

async function firstRows(rows: AsyncGenerator<Row>): Promise<JsonObject[]> {
  const found: JsonObject[] = []
  let seen = 0
  try {
    for await (const row of rows) {
      if ('row' in row) found.push(row.row)
      seen += 1
      if (seen === sampleRows) break
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  return found
}

function columnsOf(rows: JsonObject[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, 200)
}
