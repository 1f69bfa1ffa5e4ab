import { rankingRecord } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRankings } from './read-rankings.ts'
import { aRankingRecord } from './testing/arbitraries.ts'
import { collect } from './testing/collect.ts'
import { writeRankings } from './write-rankings.ts'

const bytesOf = (...lines: unknown[]) => [
  Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
]

async function read(...lines: unknown[]) {
  return await collect(readRankings(bytesOf(...lines)))
}

async function recordOf(line: unknown) {
  const [parsed] = await read(line)
  if (parsed === undefined || 'error' in parsed) throw new Error(JSON.stringify(parsed))
  return parsed.record
}

/** `CODE path: message` of the only line. */
async function errorOf(line: unknown): Promise<string> {
  const [parsed] = await read(line)
  if (parsed === undefined || 'record' in parsed) throw new Error(`accepted: ${JSON.stringify(parsed)}`)
  const { code, path, message } = parsed.error
  return `${code} ${path}: ${message}`
}

const ranking = { prompt: 'p', completions: [{ text: 'a' }, { text: 'b', model: 'm' }], ranks: [2, 1] }

describe('our lines', () => {
  test('what is written is read back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aRankingRecord, { minLength: 1, maxLength: 5 }), async (records) => {
        const text = (await collect(writeRankings(records))).join('')
        const back = await collect(readRankings([Buffer.from(text)]))
        expect(back).toEqual(records.map((record, index) => ({ line: index + 1, record })))
      }),
      { numRuns: 100 },
    )
  })

  test('gaps after ties may be left or closed', async () => {
    const completions = ['a', 'b', 'c', 'd'].map((text) => ({ text }))
    for (const ranks of [
      [1, 2, 2, 4],
      [1, 2, 2, 3],
      [1, 1, 1, 1],
      [7, 1, 3, 3],
    ]) {
      expect((await recordOf({ prompt: 'p', completions, ranks })).ranks).toEqual(ranks)
    }
  })

  test('group, annotator and id are kept; numbers become their digits, null and "" count as absent', async () => {
    expect(await recordOf({ ...ranking, id: 7, group: 'g', annotator: null })).toEqual({
      ...ranking,
      id: '7',
      group: 'g',
    })
    expect(await recordOf({ ...ranking, id: '', group: null, annotator: 'w1' })).toEqual({
      ...ranking,
      annotator: 'w1',
    })
  })

  test('messages keep role and content, and parts of text are joined', async () => {
    const content = [
      { type: 'text', text: 'x' },
      { type: 'text', text: 'y' },
    ]
    const prompt = [
      { role: 'system', content: 's', name: 'n' },
      { role: 'user', content },
    ]
    expect((await recordOf({ ...ranking, prompt })).prompt).toEqual([
      { role: 'system', content: 's' },
      { role: 'user', content: 'xy' },
    ])
  })

  test.each([
    [{ ...ranking, ranks: [1] }, 'RANKS_MISMATCH ranks: There are 1 ranks for 2 completions.'],
    [
      { ...ranking, completions: [{ text: 'a' }], ranks: [1] },
      'COMPLETIONS_TOO_FEW completions: A task needs at least 2 completions; this one has 1.',
    ],
    [
      { ...ranking, completions: [], ranks: [] },
      'COMPLETIONS_TOO_FEW completions: A task needs at least 2 completions; this one has 0.',
    ],
    [
      { ...ranking, completions: Array(300).fill({ text: 'a' }) },
      'COMPLETIONS_TOO_MANY completions: A task takes at most 256 completions; this one has 300.',
    ],
    [{ ...ranking, ranks: undefined }, 'LINE_INVALID ranks: must be a list, but is missing'],
    [{ ...ranking, ranks: { 0: 1 } }, 'LINE_INVALID ranks: must be a list, but is an object'],
    [{ ...ranking, ranks: [1, 1.5] }, 'LINE_INVALID ranks[1]: must be a whole number, but is 1.5'],
    [{ ...ranking, ranks: [1, '2'] }, 'LINE_INVALID ranks[1]: must be a whole number, but is a text'],
    [{ ...ranking, ranks: [1, null] }, 'LINE_INVALID ranks[1]: must be a whole number, but is null'],
    [{ ...ranking, ranks: [0, 1] }, 'LINE_INVALID ranks[0]: must be at least 1, but is 0'],
    [{ ...ranking, ranks: [-1, 1] }, 'LINE_INVALID ranks[0]: must be at least 1, but is -1'],
    [{ ...ranking, ranks: [2, 3] }, 'LINE_INVALID ranks: must start at 1, the best; the best here is 2'],
    [
      { ...ranking, completions: [{ text: 'a' }, 'b'] },
      'LINE_INVALID completions[1]: must be an object, but is a text',
    ],
    [
      { ...ranking, completions: [{ text: 'a' }, { text: 3 }] },
      'LINE_INVALID completions[1].text: must be a text, but is a number',
    ],
    [
      { ...ranking, completions: [{ text: 'a' }, { model: 'm' }] },
      'LINE_INVALID completions[1].text: must be a text, but is missing',
    ],
    [
      { ...ranking, completions: [{ text: 'a', model: true }, { text: 'b' }] },
      'LINE_INVALID completions[0].model: must be a text, but is true or false',
    ],
    [{ ...ranking, prompt: '' }, 'LINE_INVALID prompt: must not be empty'],
    [{ ...ranking, prompt: [] }, 'LINE_INVALID prompt: must have at least one message'],
    [{ ...ranking, prompt: undefined }, 'LINE_INVALID prompt: must be a text or a list of messages, but is missing'],
    [
      {
        ...ranking,
        prompt: [
          { role: 'user', content: 'x' },
          { role: 'system', content: 's' },
        ],
      },
      'LINE_INVALID prompt[1].role: must not be system: a system message may only come first',
    ],
    [
      { ...ranking, prompt: [{ role: 'system', content: 's' }] },
      'LINE_INVALID prompt: must have a message after the system message',
    ],
    [{ ...ranking, prompt: ['x'] }, 'LINE_INVALID prompt[0]: must be an object, but is a text'],
    [
      { ...ranking, prompt: [{ role: 'tool', content: '' }] },
      'LINE_INVALID prompt[0].role: must be system, user or assistant, but is "tool"',
    ],
    [
      { ...ranking, prompt: [{ role: 'user', content: null }] },
      'LINE_INVALID prompt[0].content: must be a text, but is null',
    ],
    [
      { ...ranking, prompt: [{ role: 'user', content: [{ type: 'image' }] }] },
      'LINE_INVALID prompt[0].content[0]: must be a part of type "text"',
    ],
    [{ ...ranking, group: ['g'] }, 'LINE_INVALID group: must be a text, but is a list'],
    [{ ...ranking, id: 1.5 }, 'LINE_INVALID id: must be a text, but is a number'],
  ])('%j is refused with its place', async (line, expected) => {
    expect(await errorOf(line)).toBe(expected)
  })

  test.each([
    [
      '{"prompt":"p","completions":[{"text":"\\ud83d"},{"text":"b"}],"ranks":[1,2]}',
      'LINE_INVALID completions[0].text: has half of a surrogate pair, not a character, U+D83D at position 1',
    ],
    [
      '{"prompt":"a\\u0000","completions":[{"text":"a"},{"text":"b"}],"ranks":[1,2]}',
      'LINE_INVALID prompt: has the null character U+0000 at position 2',
    ],
    ['[1]', 'LINE_NOT_OBJECT : The line is not a JSON object.'],
    ['null', 'LINE_NOT_OBJECT : The line is not a JSON object.'],
    ['"x"', 'LINE_NOT_OBJECT : The line is not a JSON object.'],
    ['{}', 'LINE_FORMAT_UNKNOWN : The line is neither a ranking nor a TRL preference: it has no fields'],
    [
      '{"prompt":"p","completion":"c","label":true}',
      'LINE_FORMAT_UNKNOWN : The line is neither a ranking nor a TRL preference: it has "prompt", "completion", "label"',
    ],
    [
      '{"__proto__":{"prompt":"p","ranks":[1,2]}}',
      'LINE_FORMAT_UNKNOWN : The line is neither a ranking nor a TRL preference: it has "__proto__"',
    ],
  ])('%s is refused with its place', async (line, expected) => {
    expect(await errorOf(line)).toBe(expected)
  })

  test.each(['{', '{"ranks":[NaN,1]}', '{"a":1}}', '\u0000', '['.repeat(100_000), `{"a":${'['.repeat(100_000)}`])(
    'broken JSON is LINE_NOT_JSON (%#)',
    async (line) => {
      expect(await errorOf(line)).toMatch(/^LINE_NOT_JSON : The line is not valid JSON: /)
    },
  )

  test('deep nesting in a field that nobody reads does no harm', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(await recordOf(`{"x":${deep},${JSON.stringify(ranking).slice(1)}`)).toEqual(ranking)
    expect(await errorOf(`{"prompt":${deep},"completions":[],"ranks":[]}`)).toMatch(/^LINE_INVALID prompt\[0\]: /)
  })

  test('a bad line does not stop the reading, and bad and good are told by their numbers', async () => {
    expect(await read(ranking, '{', '', ranking)).toMatchObject([
      { line: 1, record: ranking },
      { line: 2, error: { line: 2 } },
      { line: 4, record: ranking },
    ])
  })

  test('a file without lines is FILE_EMPTY', async () => {
    for (const text of ['', '\n \r\n', '\uFEFF']) {
      await expect(collect(readRankings([Buffer.from(text)]))).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    }
  })

  test('whatever JSON comes in, it is refused or is a ranking by the contract', async () => {
    const field = fc.oneof(
      fc.json().map((text) => JSON.parse(text)),
      fc.constantFrom('p', [1, 2], [{ text: 'a' }, { text: 'b' }]),
    )
    const keys = fc.constantFrom('prompt', 'completions', 'ranks', 'chosen', 'rejected', 'id', 'group', '__proto__')
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, field), async (row) => {
        for (const parsed of await read(row)) {
          if ('record' in parsed) expect(rankingRecord.parse(parsed.record)).toEqual(parsed.record)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const user = (content: string) => ({ role: 'user', content })
const assistant = (content: string) => ({ role: 'assistant', content })

describe('TRL preferences', () => {
  const two = (chosen: string, rejected: string) => ({
    completions: [{ text: chosen }, { text: rejected }],
    ranks: [1, 2],
  })

  test.each([
    ['standard, explicit', { prompt: 'p', chosen: 'a', rejected: 'b' }, { prompt: 'p', ...two('a', 'b') }],
    [
      'standard, implicit',
      { chosen: 'The sky is blue.', rejected: 'The sky is green.' },
      { prompt: 'The sky is', ...two(' blue.', ' green.') },
    ],
    [
      'cut at the start of a word',
      { chosen: 'It is blue', rejected: 'It is black' },
      { prompt: 'It is', ...two(' blue', ' black') },
    ],
    [
      'one text begins the other',
      { chosen: 'The sky is', rejected: 'The sky is blue' },
      { prompt: 'The sky', ...two(' is', ' is blue') },
    ],
    [
      'Chinese is cut between characters',
      { chosen: '天空是蓝色的', rejected: '天空是绿色的' },
      { prompt: '天空是', ...two('蓝色的', '绿色的') },
    ],
    ['no character is cut in half', { chosen: 'x 😀', rejected: 'x 😁' }, { prompt: 'x', ...two(' 😀', ' 😁') }],
    ['nothing in common', { chosen: 'yes', rejected: 'no' }, { prompt: [user('')], ...two('yes', 'no') }],
    [
      'a transcript is cut after the last shared "Assistant:"',
      {
        chosen: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: dx',
        rejected: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: dy',
      },
      { prompt: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant:', ...two(' dx', ' dy') },
    ],
    [
      'conversational, explicit',
      { prompt: [user('p')], chosen: [assistant('a')], rejected: [assistant('b')] },
      { prompt: [user('p')], ...two('a', 'b') },
    ],
    [
      'conversational, implicit',
      {
        chosen: [user('p'), assistant('x'), user('q'), assistant('a')],
        rejected: [user('p'), assistant('x'), user('q'), assistant('b')],
      },
      { prompt: [user('p'), assistant('x'), user('q')], ...two('a', 'b') },
    ],
    [
      'conversational, with the prompt beside it as a text',
      { prompt: 'p', chosen: [user('p'), assistant('a')], rejected: [user('p'), assistant('b')] },
      { prompt: [user('p')], ...two('a', 'b') },
    ],
    [
      'conversational, with the prompt beside it as messages',
      { prompt: [user('p')], chosen: [user('p'), assistant('a')], rejected: [user('p'), assistant('b')] },
      { prompt: [user('p')], ...two('a', 'b') },
    ],
    [
      'dialogues that part early keep their later turns',
      { chosen: [user('p'), assistant('a'), user('q'), assistant('r')], rejected: [user('p'), assistant('b')] },
      { prompt: [user('p')], ...two('a\n\nHuman: q\n\nAssistant: r', 'b') },
    ],
  ])('%s', async (_, row, expected) => {
    expect(await recordOf(row)).toEqual(expected)
  })

  test('group, annotator, id and models are kept', async () => {
    const extra = { id: 'i', group: 'g', annotator: 'w', chosen_model: 'm1', rejected_model: '' }
    expect(await recordOf({ prompt: 'p', chosen: 'a', rejected: 'b', ...extra })).toEqual({
      id: 'i',
      prompt: 'p',
      completions: [{ text: 'a', model: 'm1' }, { text: 'b' }],
      ranks: [1, 2],
      group: 'g',
      annotator: 'w',
    })
  })

  test.each([
    [{ prompt: 'p', chosen: 'a', rejected: 'a' }, 'rejected: is the same as chosen, so the row prefers nothing'],
    [{ chosen: 'same text', rejected: 'same text' }, 'rejected: is the same as chosen, so the row prefers nothing'],
    [{ prompt: 'p', chosen: 'a' }, 'rejected: must be a text, but is missing'],
    [{ prompt: 'p', rejected: 'a' }, 'chosen: must be a text, but is missing'],
    [
      { prompt: 'p', chosen: 'a', rejected: [assistant('b')] },
      'rejected: is a list where chosen is a text; both must be of one kind',
    ],
    [
      { prompt: 'p', chosen: [assistant('a')], rejected: 'b' },
      'rejected: is a text where chosen is a list; both must be of one kind',
    ],
    [
      { prompt: [user('p')], chosen: 'a', rejected: 'b' },
      'prompt: is a list of messages where chosen and rejected are texts',
    ],
    [
      { prompt: 'p', chosen: [assistant('a')], rejected: [assistant('b')] },
      'chosen: is a list of messages where prompt is a text; both must be of one kind',
    ],
    [
      { chosen: [user('p'), assistant('a')], rejected: [user('q'), assistant('b')] },
      'chosen: does not begin with the same message as rejected, so there is no prompt',
    ],
    [{ prompt: [user('p')], chosen: [], rejected: [assistant('b')] }, 'chosen: has no answer after the prompt'],
    [
      { prompt: [user('p')], chosen: [user('a')], rejected: [assistant('b')] },
      'chosen: must continue with the assistant, but continues with the user',
    ],
    [
      { prompt: [user('p')], chosen: [assistant('a'), user('x')], rejected: [assistant('b')] },
      'chosen: must end with the assistant',
    ],
    [
      { prompt: [user('p')], chosen: [assistant('a')], rejected: [{ role: 'assistant' }] },
      'rejected[0].content: must be a text, but is missing',
    ],
    [{ prompt: 3, chosen: 'a', rejected: 'b' }, 'prompt: must be a text or a list of messages, but is a number'],
    [{ prompt: '', chosen: 'a', rejected: 'b' }, 'prompt: must not be empty'],
    [
      { chosen: '\n\nHuman: a\n\nAssistant: b', rejected: '\n\nHuman: c\n\nAssistant: d' },
      'rejected: shares no prompt with chosen: the dialogues part before the assistant answers',
    ],
  ])('%j is refused with its place', async (row, expected) => {
    expect(await errorOf(row)).toBe(`LINE_INVALID ${expected}`)
  })

  test('one endless word is cut somewhere at once', async () => {
    const word = 'a'.repeat(5_000_000)
    const record = await recordOf({ chosen: `${word}b`, rejected: `${word}c` })
    expect((record.prompt as string).length).toBe(word.length - 100)
  })

  test('an implicit prompt and its answers make up the texts again', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(text, text, text, async (prompt, a, b) => {
        fc.pre(a !== b && !/[\0\p{Surrogate}]/u.test(prompt + a + b))
        const record = await recordOf({ chosen: prompt + a, rejected: prompt + b })
        const shared = typeof record.prompt === 'string' ? record.prompt : ''
        expect(record.completions.map(({ text }) => shared + text)).toEqual([prompt + a, prompt + b])
      }),
      { numRuns: 300 },
    )
  })
})
