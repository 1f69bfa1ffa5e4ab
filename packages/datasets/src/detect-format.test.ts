import { describe, expect, test } from 'vitest'
import { detectFormat } from './detect-format.ts'
import type { FormatName } from './formats/table.ts'
import { readBytesAs, writeBytesAs } from './testing/convert.ts'
import { sound } from './testing/sound-rows.ts'

const detect = async (text: string | Uint8Array) => (await detectFormat([Buffer.from(text)])).format
const linesOf = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const record = { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }], ranks: [1, 2] }

/** OpenRLHF's rows, as TRL's without a prompt, are read as TRL's. */
const sameAs: Partial<Record<string, FormatName>> = { openrlhf: 'trl', 'trl-implicit': 'trl' }

describe('what a file is', () => {
  test.each(Object.keys(sound))('rows of %s are told from all others', async (name) => {
    for (const row of sound[name]!) expect(await detect(linesOf([row]))).toBe(sameAs[name] ?? name)
  })

  test('prompts without ranks are no rankings', async () => {
    expect(await detect(linesOf([{ prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }] }]))).toBe('prompts')
  })

  test.each(['csv', 'parquet'] as const)('%s is known by its bytes', async (name) => {
    const bytes = await writeBytesAs(name, record)
    expect(await detect(bytes)).toBe(name)
    expect((await readBytesAs(name, bytes)).errors).toEqual([])
  })

  test('where no format fits, the columns are told', async () => {
    expect(await detectFormat([Buffer.from('question,good,bad\nq,a,b\n')])).toMatchObject({
      format: null,
      columns: ['question', 'good', 'bad'],
    })
    expect(await detectFormat([Buffer.from(' [{"q": 1}, {"r": 2}]')])).toMatchObject({
      format: null,
      columns: ['q', 'r'],
    })
  })

  test('a broken row beside a good one does not hide what the file is', async () => {
    expect(
      await detect(
        linesOf([
          { prompt: 'x', chosen: 'a', rejected: 'b' },
          { prompt: 'y', chosen: 'a' },
        ]),
      ),
    ).toBe('trl')
    expect(await detect(linesOf([record, record, { ...record, ranks: undefined }]))).toBe('plackett')
  })

  test('rows of two formats are neither', async () => {
    expect(await detect(linesOf([sound.hh![0]!, record]))).toBe(null)
  })
})
