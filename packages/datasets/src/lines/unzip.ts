import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '@plackett/contracts'
import type { Chunks } from './chunks.ts'
import { peek } from './peek.ts'

/**
 * The bytes as they are, or decompressed where they start with the magic of gzip (1f 8b).
 * Throws FILE_UNREADABLE where a gzip file is cut short or damaged.
 */
export async function* unzip(chunks: Chunks, file = 'input'): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks, 2)
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(all, file)
  else yield* all
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
