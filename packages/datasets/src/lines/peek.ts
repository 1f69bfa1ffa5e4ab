import type { Chunks } from './chunks.ts'

/** The first `length` bytes (fewer only where there are no more), and all the bytes with them. */
export async function peek(
  chunks: Chunks,
  length: number,
): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
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
  return { head: Buffer.concat(held).subarray(0, length), all: replay(held, iterator) }
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
