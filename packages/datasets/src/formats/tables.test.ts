import { messagesOf, type RankingRecord } from '@plackett/contracts'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { aRankingRecord } from '../testing/arbitraries.ts'
import { readBytesAs, writeBytesAs } from '../testing/convert.ts'

const readCsv = (...lines: string[]) => readBytesAs('csv', Buffer.from(lines.join('\n')))
const two = { completions: [{ text: 'a' }, { text: 'b' }], ranks: [1, 2] }

describe('csv', () => {
  test('rankings come back as they were, whatever their texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aRankingRecord, { minLength: 1, maxLength: 4 }), async (records) => {
        fc.pre(records.every(({ prompt }) => typeof prompt !== 'string' || !prompt.trim().startsWith('[')))
        const { records: back, errors } = await readBytesAs('csv', await writeBytesAs('csv', ...records))
        expect(errors).toEqual([])
        expect(back).toEqual(records)
      }),
      { numRuns: 40 },
    )
  })

  test('comparisons, numbered columns and a completion a row are told apart by the header', async () => {
    const comparisons = await readCsv('\uFEFFprompt,chosen,rejected,group', 'p,"a","b",g', '', '"p, ""q""",a,"b\nc",')
    expect(comparisons.records).toEqual([
      { prompt: 'p', ...two, group: 'g' },
      { prompt: 'p, "q"', completions: [{ text: 'a' }, { text: 'b\nc' }], ranks: [1, 2] },
    ])
    const numbered = await readCsv(
      'prompt\tcompletion_1\trank_1\tcompletion_2\trank_2\tcompletion_3\trank_3\tmodel_2',
      'p\ta\t2\tb\t1.0\t\t\tm',
      'p\ta\t1\tb\t1\tc\t2\t',
    )
    expect(numbered.records).toEqual([
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b', model: 'm' }], ranks: [2, 1] },
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }, { text: 'c' }], ranks: [1, 1, 2] },
    ])
    const long = await readCsv('ranking;prompt;completion;rank', '1;p;a;1', '1;p;b;2', '2;q;a;1', '2;q;b;2')
    expect(long.records).toEqual([
      { prompt: 'p', ...two },
      { prompt: 'q', ...two },
    ])
  })

  test('a prompt that is a JSON list is messages', async () => {
    const { records } = await readCsv('prompt,chosen,rejected', '"[{""role"":""user"",""content"":""p""}]",a,b')
    expect(records).toEqual([{ prompt: 'p', ...two }].map((record) => ({ ...record, prompt: messagesOf('p') })))
  })

  test('broken rows are reported and the others read', async () => {
    const comparisons = await readCsv('prompt,chosen,rejected', 'p,a', 'p,a,b', 'p,a,a', 'p,a"x,b', 'p,a,b', 'p,a,"b')
    expect(comparisons.records).toEqual([
      { prompt: 'p', ...two },
      { prompt: 'p', ...two },
    ])
    expect(comparisons.errors).toEqual([
      '2: the row has 2 cells where the header has 3',
      '4 rejected: is the same as chosen, so the row prefers nothing',
      '5: a quotation mark stands inside a cell; it must be doubled, and the cell in quotation marks',
      '7: a quotation mark is never closed',
    ])
    const long = await readCsv(
      'ranking,prompt,completion,rank',
      '1,p,a,1',
      '2,q,a,1',
      '2,q,b,first',
      '2,q,b,2',
      '3,p,a,1',
    )
    expect(long.records).toEqual([])
    expect(long.errors).toEqual([
      '3 completions: A task needs at least 2 completions; this one has 1.',
      '6 rank: must be a whole number, but is "first"',
      '6 completions: A task needs at least 2 completions; this one has 1.',
    ])
    expect((await readCsv('a,b', '1,2')).errors).toEqual([
      '2: The line is neither a ranking nor a TRL preference: it has the columns "a", "b"',
    ])
  })

  test('no rows, and bytes that are not UTF-8', async () => {
    for (const lines of [[''], ['prompt,chosen,rejected']]) {
      await expect(readCsv(...lines)).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    }
    const latin1 = Buffer.from('prompt,chosen,rejected\ncaf\u00e9,a,b', 'latin1')
    await expect(readBytesAs('csv', latin1)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  })
})

describe('parquet', () => {
  const withMessages = (record: RankingRecord) => ({ ...record, prompt: messagesOf(record.prompt) })

  test('rankings come back as they were, to the byte the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aRankingRecord, { minLength: 1, maxLength: 4 }), async (records) => {
        const bytes = await writeBytesAs('parquet', ...records)
        expect(await readBytesAs('parquet', bytes)).toEqual({
          records: records.map(withMessages),
          errors: [],
          lost: [],
        })
        expect(Buffer.compare(bytes, await writeBytesAs('parquet', ...records))).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  test('a comparison a row is read, and bad rows are reported by number', async () => {
    const columns = { prompt: ['p', 'p', ''], chosen: ['a', 'a', 'a'], rejected: ['b', 'a', 'b'] }
    const columnData = Object.entries(columns).map(([name, data]) => ({ name, data }))
    const { records, errors } = await readBytesAs('parquet', new Uint8Array(parquetWriteBuffer({ columnData })))
    expect(records).toEqual([{ prompt: 'p', ...two }])
    expect(errors).toEqual([
      '2 rejected: is the same as chosen, so the row prefers nothing',
      '3 prompt: must not be empty',
    ])
  })

  test('damage is FILE_UNREADABLE', async () => {
    const whole = await writeBytesAs('parquet', { prompt: 'p', ...two })
    for (const bytes of [Buffer.alloc(0), Buffer.from('PAR1'), whole.subarray(0, -9), whole.subarray(9)]) {
      await expect(readBytesAs('parquet', bytes)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    }
  })
})
