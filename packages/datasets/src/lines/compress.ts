import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { compress as compressZstd, init as loadZstd } from '@bokuweb/zstd-wasm'

type Output = AsyncIterable<string | Uint8Array>

const frameBytes = 1 << 20
const zstdLevel = 3

/** Output compressed as it comes, the same bytes for the same output. */
export function compressOutput(output: Output, compression: 'gzip' | 'zstd'): AsyncGenerator<Uint8Array> {
  return compression === 'gzip' ? gzipped(output) : zstdFrames(output)
}

async function* gzipped(output: Output): AsyncGenerator<Uint8Array> {
  const source = Readable.from(inPieces(output), { objectMode: false })
  const zipped = createGzip()
  source.on('error', (error) => zipped.destroy(error))
  try {
    yield* source.pipe(zipped) as AsyncIterable<Uint8Array>
  } finally {
    source.destroy()
    zipped.destroy()
  }
}

/** Loaded once: a second time, the library would write into the memory of the first. */
let loading: Promise<void> | null = null

/** A frame for each MiB: frames after each other are a zstd file like any other, and none is held longer than it takes. */
async function* zstdFrames(output: Output): AsyncGenerator<Uint8Array> {
  loading ??= loadZstd()
  await loading
  for await (const piece of inPieces(output)) {
    // A copy: what the library gives is a window on memory that it uses again.
    yield Uint8Array.from(compressZstd(piece, zstdLevel))
  }
}

/** Pieces of about a MiB, whatever sizes the output comes in, so that neither calls nor chunks are many. */
async function* inPieces(output: Output): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const part of output) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    held.push(bytes)
    size += bytes.length
    if (size < frameBytes) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}
