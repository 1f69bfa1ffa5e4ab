import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '@plackett/contracts'
import { Decompress } from 'fzstd'
import type { Chunks } from './chunks.ts'
import { peek } from './peek.ts'

/**
 * The bytes as they are, or decompressed where they start with the magic of gzip (1f 8b) or of zstd (28 b5 2f fd).
 * Throws FILE_UNREADABLE where a compressed file is cut short or damaged.
 */
export async function* unzip(chunks: Chunks, file = 'input'): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks, 4)
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(all, file)
  else if (isZstd(head)) yield* unzstd(all, file)
  else yield* all
}

function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
}

async function* unzstd(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  let isAtEnd = false
  const decompressor = new Decompress((piece, isLast) => {
    ready.push(Uint8Array.from(piece))
    isAtEnd = isLast === true
  })
  const push = (bytes: Uint8Array, isFinal: boolean) => {
    try {
      decompressor.push(bytes, isFinal)
    } catch (cause) {
      throw new AppError(
        'FILE_UNREADABLE',
        { file, problem: `the zstd data is damaged (${(cause as Error).message})` },
        { cause },
      )
    }
  }
  for await (const chunk of chunks) {
    push(chunk, false)
    yield* ready
    ready = []
  }
  push(new Uint8Array(0), true)
  yield* ready
  if (!isAtEnd) throw new AppError('FILE_UNREADABLE', { file, problem: 'the zstd data is cut short' })
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
