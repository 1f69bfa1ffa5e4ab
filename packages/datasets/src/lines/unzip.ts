import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '@plackett/contracts'
import type { Chunks } from './chunks.ts'

/**
 * The bytes as they are, or decompressed where they start with the magic of gzip (1f 8b).
 * Throws FILE_UNREADABLE where a gzip file is cut short or damaged.
 */
export async function* unzip(chunks: Chunks, file = 'input'): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(chunks, 2)
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(rest, file)
  else yield* rest
}

/** The first `length` bytes (fewer only where there are no more), and all the bytes with them. */
async function peek(chunks: Chunks, length: number): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  const held: Uint8Array[] = []
  let size = 0
  let done = false
  while (size < length && !done) {
    const next = await iterator.next()
    if (next.done) done = true
    else {
      held.push(next.value)
      size += next.value.length
    }
  }
  return { head: Buffer.concat(held).subarray(0, length), rest: replay(held, iterator) }
}

async function* replay(
  held: Uint8Array[],
  iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* held
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks, { objectMode: false })
  const unzipped = createGunzip()
  source.on('error', (error) => unzipped.destroy(error))
  source.pipe(unzipped)
  try {
    yield* unzipped as AsyncIterable<Uint8Array>
  } catch (cause) {
    if (!isZlibError(cause)) throw cause
    throw new AppError('FILE_UNREADABLE', { file, problem: `the gzip data is damaged (${cause.message})` }, { cause })
  } finally {
    source.destroy()
    unzipped.destroy()
  }
}

/** zlib marks its own errors by a code such as Z_DATA_ERROR; anything else came from where the bytes come from. */
function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
