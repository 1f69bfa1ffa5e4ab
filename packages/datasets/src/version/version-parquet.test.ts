import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { readVersionParquet } from './read-version-parquet.ts'
import { absentColumns, rankingRecordOf, type VersionRow } from './version-row.ts'
import { writeVersionParquet } from './write-version-parquet.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const aVersionRow: fc.Arbitrary<VersionRow> = fc.record({
  rankingId: text,
  taskId: text,
  annotator: text,
  group: text,
  split: fc.constantFrom('train', 'test'),
  prompt: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: text }), {
    minLength: 1,
    maxLength: 3,
  }),
  completions: fc.array(fc.record({ id: text, text, model: fc.option(text) }), { minLength: 2, maxLength: 9 }),
  ranks: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 9 }),
  language: fc.option(text),
  weight: fc.double({ noNaN: true }),
  shownOrder: fc.array(text, { maxLength: 9 }),
  submittedAt: fc.option(text),
  activeMs: fc.nat(),
  revision: fc.integer({ min: 1, max: 99 }),
  guidelinesVersion: fc.option(fc.nat()),
  strength: fc.option(fc.nat()),
  allBad: fc.boolean(),
  comment: fc.option(text),
  labels: text,
  sources: fc.array(text, { maxLength: 5 }),
})

async function readAll(bytes: Uint8Array): Promise<VersionRow[]> {
  return await collect(readVersionParquet(bytes))
}

describe('the Parquet of a dataset version', () => {
  test('is read back as it was written, to the byte the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aVersionRow, { maxLength: 8 }), async (rows) => {
        const bytes = await writeVersionParquet(rows)
        expect(await readAll(bytes)).toEqual(rows)
        expect(Buffer.compare(bytes, await writeVersionParquet(rows))).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('takes a stream and crosses row groups in order', async () => {
    const [row] = fc.sample(aVersionRow, { numRuns: 1, seed: 7 }) as [VersionRow]
    async function* rows() {
      for (let index = 0; index < 20_001; index += 1) yield { ...row, rankingId: `r${index}` }
    }
    const back = await readAll(await writeVersionParquet(rows()))
    expect(back.length).toBe(20_001)
    expect(back.every(({ rankingId }, index) => rankingId === `r${index}`)).toBe(true)
  })

  test('is read from a Buffer, which shares its memory, as from bytes of its own', async () => {
    const rows = fc.sample(aVersionRow, { numRuns: 3, seed: 3 })
    const bytes = await writeVersionParquet(rows)
    expect(await readAll(Buffer.concat([Buffer.from('before'), bytes]).subarray(6))).toEqual(rows)
  })

  test('damage is FILE_UNREADABLE', async () => {
    const whole = await writeVersionParquet(fc.sample(aVersionRow, { numRuns: 3, seed: 1 }))
    for (const bytes of [new Uint8Array(0), Buffer.from('no parquet at all'), whole.subarray(0, whole.length - 9)]) {
      await expect(readAll(bytes)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    }
  })
})

test('a row becomes a ranking record without the fields that nobody knows', () => {
  const row: VersionRow = {
    ...absentColumns,
    rankingId: 'r',
    taskId: 't',
    annotator: 'w',
    group: 'g',
    split: 'train',
    prompt: [{ role: 'user', content: 'p' }],
    completions: [
      { id: '1', text: 'a', model: null },
      { id: '2', text: 'b', model: 'm' },
    ],
    ranks: [1, 2],
  }
  expect(rankingRecordOf(row)).toEqual({
    id: 'r',
    prompt: row.prompt,
    completions: [{ text: 'a' }, { text: 'b', model: 'm' }],
    ranks: [1, 2],
    group: 'g',
    annotator: 'w',
  })
})
