import { AppError } from '@plackett/contracts'
import type { Chunks, ReadOptions } from './chunks.ts'
import { peek } from './peek.ts'
import { type Row, readJsonLines } from './read-json-lines.ts'
import { readJsonList } from './read-json-list.ts'
import { textBytesOf } from './text-bytes.ts'

/**
 * The objects of a file of JSON lines or of one JSON list, whichever it is. Throws as readJsonLines does, and
 * FILE_EMPTY also for an empty list.
 */
export async function* readJsonRows(chunks: Chunks, options: ReadOptions): AsyncGenerator<Row> {
  const { head, all } = await peek(textBytesOf(chunks, options), 256)
  const beginsList = Buffer.from(head)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .startsWith('[')
  if (!beginsList) return yield* readJsonLines(all, { ...options, encoding: 'utf-8' })
  let rows = 0
  for await (const row of readJsonList(all, options)) {
    rows += 1
    yield row
  }
  if (rows === 0) throw new AppError('FILE_EMPTY', { file: options.file ?? 'input' })
}
