import { promptRecord } from '@plackett/contracts'
import { describe, expect, test } from 'vitest'
import { readPrompts } from './read-prompts.ts'
import { collect } from './testing/collect.ts'

async function read(...lines: unknown[]) {
  return await collect(readPrompts([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]))
}

const prompt = {
  id: 'a',
  prompt: 'p',
  completions: [{ text: 'x', model: 'm' }, { text: 'y' }],
  language: 'zh',
  group: 'g',
  reference: 'r',
  context: ['one', 'two'],
}

describe('readPrompts', () => {
  test('reads what the contract describes and drops what it does not know', async () => {
    expect(await read({ ...prompt, extra: {} })).toEqual([{ line: 1, record: prompt }])
    expect(promptRecord.parse(prompt)).toEqual(prompt)
  })

  test('a line with ranks is refused: its ranking would be lost', async () => {
    expect(
      await read(prompt, { ...prompt, id: 'b', ranks: [1, 2] }, { ...prompt, id: 'c', ranks: null }),
    ).toMatchObject([
      { record: prompt },
      { error: { line: 2, code: 'LINE_INVALID', path: 'ranks' } },
      { record: { id: 'c' } },
    ])
  })

  test('an id may stand once; lines without one are not compared', async () => {
    const { id: _, ...anonymous } = prompt
    expect(await read(prompt, anonymous, anonymous, prompt)).toMatchObject([
      { record: prompt },
      { record: anonymous },
      { record: anonymous },
      { error: { line: 4, code: 'DUPLICATE_ID', path: 'id', message: 'The id "a" stands on line 1 already.' } },
    ])
  })

  test('one passage stands for a list of one, and empty for none', async () => {
    const { reference: _r, context: _c, ...plain } = prompt
    expect(await read({ ...plain, context: 'one' })).toMatchObject([{ record: { context: ['one'] } }])
    expect(await read({ ...plain, context: null, reference: '' })).toEqual([{ line: 1, record: plain }])
  })

  test('a refused line does not claim its id', async () => {
    expect(await read({ ...prompt, completions: [] }, prompt)).toMatchObject([
      { error: { line: 1 } },
      { record: prompt },
    ])
  })

  test.each([
    [{ ...prompt, completions: Array(10).fill({ text: 'x' }) }, 'COMPLETIONS_TOO_MANY', 'completions'],
    [{ ...prompt, completions: [{ text: 'x' }] }, 'COMPLETIONS_TOO_FEW', 'completions'],
    [{ prompt: 'p' }, 'LINE_INVALID', 'completions'],
    [{ ...prompt, language: 'e' }, 'LINE_INVALID', 'language'],
    [{ ...prompt, prompt: 7 }, 'LINE_INVALID', 'prompt'],
    [{ ...prompt, reference: {} }, 'LINE_INVALID', 'reference'],
    [{ ...prompt, context: ['one', ''] }, 'LINE_INVALID', 'context[1]'],
    [{ ...prompt, context: Array(51).fill('one') }, 'LINE_INVALID', 'context'],
  ])('%j is refused', async (line, code, path) => {
    expect(await read(line)).toMatchObject([{ error: { code, path } }])
  })

  test('the right answer of a gold task is read, and refused where it cannot be one', async () => {
    const gold = { ranks: [2, 1], explanation: 'Because' }
    expect(await read({ ...prompt, gold })).toMatchObject([{ record: { gold } }])
    const bad = [{ ranks: [1] }, { ranks: [1, 1] }, { ranks: [0, 1] }, 'x']
    for (const each of bad) {
      expect(await read({ ...prompt, gold: each })).toMatchObject([{ error: { code: 'LINE_INVALID', path: 'gold' } }])
    }
  })
})
