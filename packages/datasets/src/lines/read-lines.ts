import { AppError, type LineError } from '@plackett/contracts'
import { type Chunks, defaultMaxLineBytes, type ReadOptions } from './chunks.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { HeldLine } from './held-line.ts'
import { lineErrorOf } from './line-error.ts'
import { textBytesOf } from './text-bytes.ts'

export type TextLine = { line: number; text: string } | { line: number; error: LineError }

const newline = 0x0a

/**
 * The lines of a text file that are not blank, with their numbers from 1. Gzip is recognised by content, a byte order
 * mark at the start is dropped, lines end in LF or CRLF. A line that is too long or not UTF-8 is an error of its own
 * and the next line is read on; at most `maxLineBytes` of a line are ever held.
 * Throws FILE_UNREADABLE for damaged gzip.
 */
export async function* readLines(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<TextLine> {
  const limit = options.maxLineBytes ?? defaultMaxLineBytes
  for await (const { line, bytes } of splitLines(textBytesOf(chunks, options), limit)) {
    if (bytes === null) {
      yield { line, error: lineErrorOf(line, new AppError('LINE_TOO_LONG', { limit })) }
      continue
    }
    const text = decodeUtf8(line === 1 ? withoutByteOrderMark(bytes) : bytes)
    if (text === null) yield { line, error: lineErrorOf(line, new AppError('LINE_NOT_UTF8')) }
    else if (text.trim() !== '') yield { line, text }
  }
}

/** Cuts at LF. `bytes` is null for a line of more than `limit` bytes. */
async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<{ line: number; bytes: Uint8Array | null }> {
  const held = new HeldLine(limit)
  let line = 1
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      held.push(chunk.subarray(start, end))
      yield { line, bytes: held.take() }
      line += 1
      start = end + 1
    }
    held.push(chunk.subarray(start))
  }
  if (!held.isEmpty) yield { line, bytes: held.take() }
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
