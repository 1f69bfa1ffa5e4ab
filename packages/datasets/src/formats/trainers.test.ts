import type { RankingRecord } from '@plackett/contracts'
import { describe, expect, test } from 'vitest'
import { readRowsAs, writeRowsAs } from '../testing/convert.ts'
import { type FormatName, formatNames, formats, writableFormats } from './table.ts'

const user = (content: string) => ({ role: 'user' as const, content })
const assistant = (content: string) => ({ role: 'assistant' as const, content })
const system = (content: string) => ({ role: 'system' as const, content })

const single: RankingRecord = {
  prompt: [system('s'), user('p')],
  completions: [{ text: 'bad' }, { text: 'good' }],
  ranks: [2, 1],
}
const dialogue: RankingRecord = { ...single, prompt: [user('p'), assistant('q'), user('r')] }

/** The same ranking, its completions from best to worst, as a row of two can only say it. */
const bestFirst = (record: RankingRecord) => ({
  ...record,
  completions: [{ text: 'good' }, { text: 'bad' }],
  ranks: [1, 2],
})

describe('every trainer format', () => {
  const isPairs = (name: FormatName) => !['plackett', 'hh', 'csv', 'parquet'].includes(name) && 'read' in formats[name]
  const trainers = writableFormats.filter(isPairs)

  test.each(trainers)('%s reads back what it writes', async (name) => {
    const { rows, lost } = await writeRowsAs(name, single)
    const { records, errors } = await readRowsAs(name, ...rows)
    expect({ errors, lost }).toEqual({ errors: [], lost: [] })
    expect(records).toEqual([bestFirst(single)])
  })

  test.each(trainers.filter((name) => name !== 'axolotl'))('%s keeps the turns of a dialogue', async (name) => {
    const { rows } = await writeRowsAs(name, dialogue)
    expect((await readRowsAs(name, ...rows)).records).toEqual([bestFirst(dialogue)])
  })

  test.each(trainers)('%s has a row for each strict pair and counts the ties', async (name) => {
    const completions = ['a', 'b', 'c', 'd'].map((text) => ({ text }))
    const { rows, lost } = await writeRowsAs(name, { ...single, completions, ranks: [1, 2, 2, 4] })
    expect(rows.length).toBe(5)
    expect(lost).toEqual(['1 × a tie, for which the format has no row'])
  })

  test.each(trainers)('%s has rows of one shape, so that columns can be inferred', async (name) => {
    const bare: RankingRecord = { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }], ranks: [1, 2] }
    const full: RankingRecord = { ...single, id: 'i', group: 'g', annotator: 'w' }
    const { rows } = await writeRowsAs(name, bare, full)
    const [one, two] = rows.map((row) => Object.keys(row as object))
    expect(one).toEqual(two)
  })

  test('unpaired rows are the ends of a ranking, prompts have no answers, and what is imitated is the best', async () => {
    const completions = ['a', 'b', 'c', 'd', 'a'].map((text) => ({ text }))
    const ranking = { ...single, prompt: 'p', completions, ranks: [1, 1, 2, 4, 4] }
    const row = (text: string, label: boolean) => ({ prompt: [user('p')], completion: [assistant(text)], label })
    const unpaired = await writeRowsAs('trl-unpaired', ranking)
    expect(unpaired.rows).toEqual([row('b', true), row('d', false)])
    expect(unpaired.lost).toEqual(['1 × a completion between the first tier and the last'])
    expect((await writeRowsAs('trl-unpaired', { ...ranking, ranks: [1, 1, 1, 1, 1] })).rows).toEqual([])
    expect((await writeRowsAs('trl-prompts', ranking)).rows).toEqual([{ prompt: [user('p')] }])
    expect((await writeRowsAs('trl-sft', ranking)).rows).toEqual([
      { prompt: [user('p')], completion: [assistant('b')] },
    ])
  })

  const ofJson = formatNames.filter((name) => formats[name].container === 'json' && 'read' in formats[name])

  test.each(ofJson)('%s refuses lines that are no objects and says where', async (name) => {
    const { records, errors } = await readRowsAs(name, '{', '7', '{}')
    expect(records).toEqual([])
    expect(errors.length).toBe(3)
    expect(errors[0]).toMatch(/^1: The line is not valid JSON/)
    expect(errors[1]).toBe('2: The line is not a JSON object.')
    expect(errors[2]).toMatch(/^3[ :]/)
  })
})

describe('openai', () => {
  test('writes what fine-tuning takes', async () => {
    expect((await writeRowsAs('openai', single)).rows).toEqual([
      {
        input: { messages: [system('s'), user('p')], tools: [], parallel_tool_calls: true },
        preferred_output: [assistant('good')],
        non_preferred_output: [assistant('bad')],
      },
    ])
  })

  test('broken rows are reported', async () => {
    const row = {
      input: { messages: [user('p')] },
      preferred_output: [assistant('a')],
      non_preferred_output: [assistant('a')],
    }
    const { errors } = await readRowsAs('openai', row, { ...row, preferred_output: [] }, { ...row, input: [] })
    expect(errors).toEqual([
      '1 non_preferred_output: is the same as preferred_output, so the row prefers nothing',
      '2 preferred_output: has no answer after the prompt',
      '3 input: must be an object, but is a list',
    ])
  })
})

describe('nemo-rl', () => {
  test('reads any number of completions; the lower rank is better', async () => {
    const completions = [3, 1, 3].map((rank, index) => ({ rank, completion: [assistant(`c${index}`)] }))
    const { records } = await readRowsAs('nemo-rl', { context: [user('p')], completions })
    expect(records).toEqual([
      { prompt: [user('p')], completions: [{ text: 'c0' }, { text: 'c1' }, { text: 'c2' }], ranks: [2, 1, 2] },
    ])
  })

  test('broken rows are reported', async () => {
    const row = { context: [user('p')], completions: [{ rank: 0, completion: [assistant('a')] }] }
    const { errors } = await readRowsAs('nemo-rl', row, { ...row, completions: [{ rank: 0.5 }] }, { completions: [] })
    expect(errors).toEqual([
      '1 completions: A task needs at least 2 completions; this one has 1.',
      '2 completions[0].rank: must be a whole number',
      '3 context: must be a list, but is missing',
    ])
  })
})

describe('openrlhf', () => {
  test('writes whole conversations, which its defaults read', async () => {
    expect((await writeRowsAs('openrlhf', single)).rows).toEqual([
      { chosen: [system('s'), user('p'), assistant('good')], rejected: [system('s'), user('p'), assistant('bad')] },
    ])
  })
})

describe('axolotl', () => {
  test('several turns do not fit and are counted', async () => {
    expect(await writeRowsAs('axolotl', dialogue)).toEqual({
      rows: [],
      lost: ['1 × a comparison under a prompt of several turns'],
    })
  })

  test('nectar has ranked answers', async () => {
    const answers = [
      { answer: 'a', rank: 2 },
      { answer: 'b', rank: 1 },
      { answer: 'c', rank: 3 },
    ]
    const { records } = await readRowsAs('axolotl', { prompt: 'p', answers })
    expect(records).toEqual([
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }, { text: 'c' }], ranks: [2, 1, 3] },
    ])
  })

  test('broken rows are reported', async () => {
    const { errors } = await readRowsAs(
      'axolotl',
      { input: '', chosen: 'a', rejected: 'b' },
      { input: 'p', chosen: 'a', rejected: 'a' },
      { prompt: 'p', answers: [{ answer: 'a', rank: 1 }] },
      { prompt: 'p', answers: [{ answer: 'a' }] },
    )
    expect(errors).toEqual([
      '1 input: must not be empty',
      '2 rejected: is the same as chosen, so the row prefers nothing',
      '3 answers: A task needs at least 2 completions; this one has 1.',
      '4 answers[0].rank: must be a number, but is missing',
    ])
  })
})

describe('llama-factory', () => {
  test('writes ShareGPT rankings', async () => {
    expect((await writeRowsAs('llama-factory', dialogue)).rows).toEqual([
      {
        system: '',
        conversations: [
          { from: 'human', value: 'p' },
          { from: 'gpt', value: 'q' },
          { from: 'human', value: 'r' },
        ],
        chosen: { from: 'gpt', value: 'good' },
        rejected: { from: 'gpt', value: 'bad' },
      },
    ])
  })

  test('dialogues that its loader would drop are counted instead', async () => {
    const { rows, lost } = await writeRowsAs('llama-factory', { ...single, prompt: [user('p'), assistant('q')] })
    expect({ rows, lost }).toEqual({
      rows: [],
      lost: ['1 × a comparison under a prompt in which human and gpt do not take turns'],
    })
  })

  test('reads Alpaca rows with input, system and history', async () => {
    const row = { instruction: 'p', input: 'q', chosen: 'a', rejected: 'b' }
    const { records } = await readRowsAs('llama-factory', row, { ...row, system: 's', history: [['x', 'y']] })
    expect(records.map(({ prompt }) => prompt)).toEqual([
      'p\nq',
      [system('s'), user('x'), assistant('y'), user('p\nq')],
    ])
  })

  test('broken rows are reported', async () => {
    const turn = { from: 'human', value: 'p' }
    const gpt = { from: 'gpt', value: 'a' }
    const { errors } = await readRowsAs(
      'llama-factory',
      { conversations: [turn], chosen: turn, rejected: gpt },
      { conversations: [{ from: '__proto__', value: 'p' }], chosen: gpt, rejected: gpt },
      { conversations: [], chosen: gpt, rejected: gpt },
      { conversations: [turn], chosen: gpt, rejected: gpt },
      { instruction: '', chosen: 'a', rejected: 'b' },
      { instruction: 'p', history: [['x']], chosen: 'a', rejected: 'b' },
    )
    expect(errors).toEqual([
      '1 chosen.from: must be gpt',
      '2 conversations[0].from: must be human, gpt or system',
      '3 conversations: must have at least one message',
      '4 rejected: is the same as chosen, so the row prefers nothing',
      '5 instruction: must not be empty',
      '6 history[0][1]: must be a text, but is missing',
    ])
  })
})
