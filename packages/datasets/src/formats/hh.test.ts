import { describe, expect, test } from 'vitest'
import { readRowsAs, writeRowsAs } from '../testing/convert.ts'

const row = {
  chosen: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: good',
  rejected: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: bad',
}
const record = {
  prompt: [
    { role: 'user' as const, content: 'a' },
    { role: 'assistant' as const, content: 'b' },
    { role: 'user' as const, content: 'c' },
  ],
  completions: [{ text: 'good' }, { text: 'bad' }],
  ranks: [1, 2],
}

describe('hh', () => {
  test('transcripts are cut at the last answer, and written back as they were', async () => {
    expect(await readRowsAs('hh', row)).toEqual({ records: [record], errors: [], lost: [] })
    expect(await writeRowsAs('hh', record)).toEqual({ rows: [row], lost: [] })
  })

  test('rows without a common prompt and broken transcripts are reported', async () => {
    const { records, errors } = await readRowsAs(
      'hh',
      { ...row, rejected: '\n\nHuman: other\n\nAssistant: b\n\nHuman: c\n\nAssistant: bad' },
      { ...row, rejected: '\n\nHuman: a\n\nAssistant: bad' },
      { ...row, rejected: row.chosen },
      { ...row, rejected: '\n\nHuman: a' },
      { ...row, rejected: '\n\nAssistant: a' },
      { ...row, rejected: 'plain text' },
      { ...row, rejected: 7 },
      { chosen: row.chosen },
    )
    expect(records).toEqual([])
    expect(errors).toEqual([
      '1 rejected: does not have the prompt of chosen: the dialogues part before the last answer',
      '2 rejected: does not have the prompt of chosen: the dialogues part before the last answer',
      '3 rejected: is the same as chosen, so the row prefers nothing',
      '4 rejected: must end with the assistant',
      '5 rejected: has an answer but no prompt',
      '6 rejected: must begin with "\\n\\nHuman:" or "\\n\\nAssistant:"',
      '7 rejected: must be a text, but is a number',
      '8 rejected: must be a text, but is missing',
    ])
  })

  test('what a transcript cannot hold is counted, and a system message opens the first turn', async () => {
    const prompt = [{ role: 'system' as const, content: 's' }, ...record.prompt.slice(2)]
    const completions = [{ text: 'x' }, { text: 'y' }, { text: 'z\n\nHuman: hi' }]
    expect(await writeRowsAs('hh', { prompt, completions, ranks: [1, 2, 2] })).toEqual({
      rows: [{ chosen: '\n\nHuman: s\n\nc\n\nAssistant: x', rejected: '\n\nHuman: s\n\nc\n\nAssistant: y' }],
      lost: [
        '1 × a tie, for which the format has no row',
        '1 × a comparison with a text that holds "\\n\\nHuman:" or "\\n\\nAssistant:"',
      ],
    })
  })

  test('a prompt that is a transcript already is not wrapped in another', async () => {
    const prompt = '\n\nHuman: a\n\nAssistant:'
    const { rows } = await writeRowsAs('hh', { ...record, prompt })
    expect(rows).toEqual([{ chosen: `${prompt} good`, rejected: `${prompt} bad` }])
  })
})
