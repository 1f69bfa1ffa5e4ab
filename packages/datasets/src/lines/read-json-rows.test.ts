import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import type { ReadOptions } from './chunks.ts'
import { readJsonRows } from './read-json-rows.ts'

const read = (bytes: Uint8Array | string, options: ReadOptions = {}) =>
  collect(readJsonRows([Buffer.from(bytes as string)], options))

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('readJsonRows', () => {
  test('a list gives its items with the lines on which they begin', async () => {
    expect(await read('\uFEFF\n[\n {"a": "x,]}\\"["},\n\n {"b":\n[1,{}]} , 7]\n')).toEqual([
      { line: 3, row: { a: 'x,]}"[' } },
      { line: 5, row: { b: [1, {}] } },
      { line: 6, error: { line: 6, code: 'LINE_NOT_OBJECT', path: '', message: 'The line is not a JSON object.' } },
    ])
  })

  test('a list of objects is read as JSON.parse reads it, however it is written, cut and zipped', async () => {
    const items = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.nat(3),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (list, indent, size, zip) => {
          const text = Buffer.from(JSON.stringify(list, null, indent))
          const rows = await collect(readJsonRows(inPieces(zip ? gzipSync(text) : text, size), {}))
          expect(rows.map((read) => ('row' in read ? read.row : read.error))).toEqual(JSON.parse(text.toString()))
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each([
    ['[{"a":1},', 'the list does not end'],
    ['[{"a":1}', 'the list does not end'],
    ['[{"a":1}]x', 'something follows the list'],
    ['[{"a":1}]\n[]', 'something follows the list'],
  ])('%s keeps the items and says what is wrong', async (text, problem) => {
    const message = `The line is not valid JSON: ${problem}`
    expect(await read(text)).toMatchObject([{ row: { a: 1 } }, { error: { code: 'LINE_NOT_JSON', message } }])
  })

  test('an item that is too long is reported and the next one read', async () => {
    const long = JSON.stringify({ a: 'x'.repeat(1000) })
    expect(await read(`[${long},{"b":1}]`, { maxLineBytes: 100 })).toMatchObject([
      { error: { code: 'LINE_TOO_LONG' } },
      { row: { b: 1 } },
    ])
  })

  test('lines are read where the file is no list, and nothing at all is FILE_EMPTY', async () => {
    expect(await read('{"a":1}\n[]')).toMatchObject([
      { row: { a: 1 } },
      { error: { line: 2, code: 'LINE_NOT_OBJECT' } },
    ])
    for (const text of ['', '[]', ' [ \n ] ']) await expect(read(text)).rejects.toMatchObject({ code: 'FILE_EMPTY' })
  })

  test('UTF-16 is known by its mark, and other encodings when they are named', async () => {
    const text = '{"a":"猫"}\n'
    expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual([{ line: 1, row: { a: '猫' } }])
    expect(await read(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toEqual([{ line: 1, row: { a: '猫' } }])
    const gb18030 = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0xa8]), Buffer.from('"}')])
    expect(await read(gb18030, { encoding: 'gb18030' })).toEqual([{ line: 1, row: { a: '猫' } }])
    await expect(read(text, { encoding: 'klingon' })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    await expect(read(Buffer.from([0xff, 0x0a]), { encoding: 'gb18030' })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    })
  })
})
