import { AppError } from '@plackett/contracts'
import { type Chunks, defaultMaxLineBytes, type ReadOptions } from './chunks.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { JsonListSplitter, type ListItem } from './json-list-splitter.ts'
import { lineErrorOf } from './line-error.ts'
import { parseObject, type Row } from './read-json-lines.ts'

/**
 * The objects of a file that is one JSON list, item by item, with the line on which each begins; the list as a whole is
 * never held. An item that is no object is yielded as its error, as is a list that does not end or does not end the file.
 */
export async function* readJsonList(chunks: Chunks, options: ReadOptions): AsyncGenerator<Row> {
  const limit = options.maxLineBytes ?? defaultMaxLineBytes
  const splitter = new JsonListSplitter(limit)
  for await (const chunk of chunks) {
    for (const item of splitter.push(chunk)) yield rowOf(item, limit)
  }
  const last = splitter.takeLast()
  if (last !== null) yield rowOf(last, limit)
  if (splitter.problem !== null) {
    const { line, problem } = splitter
    yield { line, error: lineErrorOf(line, new AppError('LINE_NOT_JSON', { problem })) }
  }
}

function rowOf({ line, bytes }: ListItem, limit: number): Row {
  try {
    if (bytes === null) throw new AppError('LINE_TOO_LONG', { limit })
    const text = decodeUtf8(bytes)
    if (text === null) throw new AppError('LINE_NOT_UTF8')
    return { line, row: parseObject(text) }
  } catch (error) {
    return { line, error: lineErrorOf(line, error) }
  }
}
