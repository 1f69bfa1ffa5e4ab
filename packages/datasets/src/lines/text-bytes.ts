import { TextDecoder } from 'node:util'
import { AppError } from '@plackett/contracts'
import type { Chunks, ReadOptions } from './chunks.ts'
import { detectEncoding, encodingSample } from './detect-encoding.ts'
import { peek } from './peek.ts'
import { unzip } from './unzip.ts'

/**
 * The bytes of a text file, decompressed and in UTF-8: rewritten where another encoding was named or detected (UTF-16 and
 * GB18030 are), else as they are. Throws FILE_UNREADABLE for damaged gzip, an encoding that nobody knows, or bytes that
 * are not in the one that was named.
 */
export async function* textBytesOf(chunks: Chunks, options: ReadOptions): AsyncGenerator<Uint8Array> {
  const file = options.file ?? 'input'
  const { head, all } = await peek(unzip(chunks, file), 4)
  const encoding = options.encoding ?? detectEncoding(head)
  if (encoding === null) yield* detected(all, file)
  else if (/^utf-?8$/i.test(encoding)) yield* all
  else yield* transcode(all, encoding, file)
}

/** UTF-8 and GB18030 agree on ASCII, so that is passed on, and the first bytes beyond it say which of them it is. */
async function* detected(chunks: AsyncGenerator<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* decided(chunks, file)
  } finally {
    await chunks.return(undefined)
  }
}

async function* decided(chunks: AsyncGenerator<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    const chunk = next.value
    if (!/[\x80-\xff]/.test(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1'))) {
      yield chunk
      continue
    }
    const { head, all } = await peek(continued(chunk, chunks), encodingSample)
    const encoding = detectEncoding(head)
    yield* encoding === null ? all : transcode(all, encoding, file)
    return
  }
}

async function* continued(first: Uint8Array, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* chunks
}

async function* transcode(chunks: Chunks, encoding: string, file: string): AsyncGenerator<Uint8Array> {
  const decoder = attempt(
    () => new TextDecoder(encoding, { fatal: true }),
    `nobody knows the encoding ${encoding}`,
    file,
  )
  const problem = `it is not in ${encoding}`
  for await (const chunk of chunks)
    yield Buffer.from(attempt(() => decoder.decode(chunk, { stream: true }), problem, file))
  yield Buffer.from(attempt(() => decoder.decode(), problem, file))
}

function attempt<T>(step: () => T, problem: string, file: string): T {
  try {
    return step()
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', { file, problem }, { cause })
  }
}
