import { describe, expect, test } from 'vitest'
import { readScoreLines } from './read-score-lines.ts'
import { collect } from './testing/collect.ts'

const read = (row: unknown) => collect(readScoreLines([Buffer.from(JSON.stringify(row))]))

describe('readScoreLines', () => {
  test.each([
    [
      { id: 3, prompt: 'p', completion: 'c', x: 1 },
      { id: '3', prompt: 'p', completion: 'c' },
    ],
    [
      { prompt: [{ role: 'user', content: 'p' }], completion: [{ role: 'assistant', content: 'c' }] },
      { prompt: [{ role: 'user', content: 'p' }], completion: 'c' },
    ],
    [
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }] },
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }] },
    ],
    [
      { prompt: 'p', chosen: 'a', rejected: 'b' },
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }], ranks: [1, 2] },
    ],
  ])('%j is read', async (row, record) => {
    expect(await read(row)).toEqual([{ line: 1, record }])
  })

  test.each([
    [{ prompt: 'p' }, '', 'The line must have "completion" or "completions", but has "prompt"'],
    [{ completion: 'c' }, 'prompt', 'must be a text or a list of messages, but is missing'],
    [{ prompt: 'p', completion: 7 }, 'completion', 'must be a text, but is a number'],
    [{ prompt: 'p', completion: [] }, 'completion', 'has no answer after the prompt'],
  ])('%j is refused', async (row, path, message) => {
    expect(await read(row)).toEqual([{ line: 1, error: { line: 1, code: 'LINE_INVALID', path, message } }])
  })
})
