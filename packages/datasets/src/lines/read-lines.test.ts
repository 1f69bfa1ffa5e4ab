import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { readLines } from './read-lines.ts'

async function linesOf(chunks: Iterable<Uint8Array>, maxLineBytes?: number) {
  return await collect(readLines(chunks, { maxLineBytes, file: 'a.jsonl' }))
}

/** The bytes in pieces of `size`, as a slow socket would bring them. */
function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('readLines', () => {
  test('numbers lines from 1, skips blank ones, and needs no newline at the end', async () => {
    expect(await linesOf([Buffer.from('a\n\n  \r\nb\r\nc')])).toEqual([
      { line: 1, text: 'a' },
      { line: 4, text: 'b\r' },
      { line: 5, text: 'c' },
    ])
  })

  test('drops a byte order mark at the start only', async () => {
    expect(await linesOf([Buffer.from('\uFEFFa\n\uFEFFb')])).toEqual([
      { line: 1, text: 'a' },
      { line: 2, text: '\uFEFFb' },
    ])
  })

  test('gives the same lines however the bytes are cut, gzipped or not', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\uFEFF]/.test(text) && text.trim() !== ''),
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (texts, size, zipped) => {
        const bytes = Buffer.from(texts.join('\n'))
        const read = await linesOf(inPieces(zipped ? gzipSync(bytes) : bytes, size))
        expect(read).toEqual(texts.map((text, index) => ({ line: index + 1, text })))
      }),
      { numRuns: 50 },
    )
  })

  test('a line that is not UTF-8 is an error of its own', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('b')])
    expect(await linesOf([bytes])).toMatchObject([
      { text: 'a' },
      { line: 2, error: { code: 'LINE_NOT_UTF8' } },
      { text: 'b' },
    ])
  })

  test('a line that is too long is reported, skipped, and never held', async () => {
    const piece = Buffer.alloc(1 << 20, 'x')
    let held = 0
    function* endless() {
      for (let count = 0; count < 100; count += 1) {
        yield Buffer.from(piece)
        held = Math.max(held, process.memoryUsage().arrayBuffers)
      }
      yield Buffer.from('\nshort\n')
    }
    const before = process.memoryUsage().arrayBuffers
    const read = await linesOf(endless(), 1 << 20)
    expect(read).toEqual([
      {
        line: 1,
        error: { line: 1, code: 'LINE_TOO_LONG', path: '', message: 'The line is longer than 1048576 bytes.' },
      },
      { line: 2, text: 'short' },
    ])
    expect(held - before).toBeLessThan(90 << 20)
  })

  test('a line of exactly the limit is read', async () => {
    expect(await linesOf([Buffer.from('abcd\nabcde\n')], 4)).toMatchObject([{ text: 'abcd' }, { error: { line: 2 } }])
  })

  test('gzip that is cut short or damaged names the file', async () => {
    const zipped = gzipSync(Buffer.from('{"a":1}\n'.repeat(1000)))
    const damaged = Buffer.from(zipped)
    damaged[zipped.length - 6]! ^= 0xff
    for (const bytes of [zipped.subarray(0, zipped.length / 2), damaged, Buffer.from([0x1f, 0x8b])]) {
      await expect(linesOf([bytes])).rejects.toMatchObject({ code: 'FILE_UNREADABLE', details: { file: 'a.jsonl' } })
    }
  })

  test('several gzip members in one file are read through', async () => {
    expect(await linesOf([Buffer.concat([gzipSync('a\n'), gzipSync('b\n')])])).toMatchObject([
      { text: 'a' },
      { text: 'b' },
    ])
  })

  test('an error of the source arrives as it was, also through gzip', async () => {
    const zipped = gzipSync(Buffer.from('a\n'.repeat(100_000)))
    async function* failing() {
      yield zipped.subarray(0, 20)
      throw new Error('the disk is gone')
    }
    await expect(collect(readLines(failing()))).rejects.toThrow('the disk is gone')
  })

  test('a reader that stops early closes the source', async () => {
    let closed = false
    async function* source() {
      try {
        for (;;) yield Buffer.from('a\n')
      } finally {
        closed = true
      }
    }
    for await (const read of readLines(source())) {
      expect(read).toEqual({ line: 1, text: 'a' })
      break
    }
    expect(closed).toBe(true)
  })
})
