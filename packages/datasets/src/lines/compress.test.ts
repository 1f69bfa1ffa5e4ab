import { gunzipSync } from 'node:zlib'
import { decompress } from 'fzstd'
import { expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { compressOutput } from './compress.ts'
import { readLines } from './read-lines.ts'

async function* lines(count: number) {
  for (let at = 0; at < count; at += 1) yield `{"line": ${at}, "text": "天空"}\n`
}
const compressed = async (count: number, kind: 'gzip' | 'zstd') =>
  Buffer.concat(await collect(compressOutput(lines(count), kind)))

test.each(['gzip', 'zstd'] as const)(
  '%s gives back what went in, in one frame or many, to the byte the same',
  async (kind) => {
    for (const count of [0, 1, 100_000]) {
      const bytes = await compressed(count, kind)
      const text = (await collect(lines(count))).join('')
      if (count > 0 || kind === 'gzip') {
        expect(Buffer.from(kind === 'gzip' ? gunzipSync(bytes) : decompress(bytes)).toString()).toBe(text)
      }
      expect(Buffer.compare(bytes, await compressed(count, kind))).toBe(0)
    }
  },
)

test('what is compressed with zstd is read like gzip, and damage is told', async () => {
  const bytes = await compressed(60_000, 'zstd')
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1_000) }, (_, at) =>
    bytes.subarray(at * 1_000, at * 1_000 + 1_000),
  )
  expect(await collect(readLines(chunks))).toHaveLength(60_000)
  const cut = collect(readLines([bytes.subarray(0, bytes.length - 100)]))
  await expect(cut).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  await expect(collect(readLines([Buffer.from('28b52ffd00112233445566', 'hex')]))).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  })
})
