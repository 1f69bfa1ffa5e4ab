import { TextDecoder } from 'node:util'
import { AppError } from '@plackett/contracts'
import type { Chunks, ReadOptions } from './chunks.ts'
import { peek } from './peek.ts'
import { unzip } from './unzip.ts'

/**
 * The bytes of a text file, decompressed and in UTF-8: rewritten where another encoding was named or a byte order mark
 * says UTF-16, else as they are. Throws FILE_UNREADABLE for damaged gzip, an encoding that nobody knows, or bytes that
 * are not in the one that was named.
 */
export async function* textBytesOf(chunks: Chunks, options: ReadOptions): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(unzip(chunks, options.file), 2)
  const encoding = options.encoding ?? byMark(head)
  if (encoding === null) yield* all
  else yield* transcode(all, encoding, options.file ?? 'input')
}

function byMark([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
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
