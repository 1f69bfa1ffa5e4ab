import { expect, test } from 'vitest'
import { readPolicyLines } from './read-policy-lines.ts'

async function linesOf(...rows: object[]) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const found = []
  for await (const parsed of readPolicyLines([new TextEncoder().encode(text)]))
    found.push('error' in parsed ? parsed.error.message : parsed.record)
  return found
}

const user = { role: 'user', content: 'Why?' }
const assistant = { role: 'assistant', content: 'Because.' }

test('completions, conversations, rankings and preferences are told apart by content', async () => {
  const ranking = { prompt: 'Why?', completions: [{ text: 'a' }, { text: 'b' }], ranks: [2, 1] }
  expect(
    await linesOf(
      { prompt: 'Why?', completion: 'Because.' },
      { prompt: [user], completion: [assistant], label: false },
      { messages: [user, assistant] },
      ranking,
      { prompt: 'Why?', chosen: 'a', rejected: 'b' },
    ),
  ).toEqual([
    { prompt: 'Why?', completion: 'Because.' },
    { prompt: [user], completion: 'Because.', label: false },
    { prompt: [user], completion: 'Because.' },
    ranking,
    expect.objectContaining({ prompt: 'Why?', ranks: [1, 2] }),
  ])
})

test.each([
  [{ prompt: 'Why?', completion: 'x', label: 'yes' }, 'must be true or false, but is a text'],
  [{ messages: [user] }, 'must end with the assistant'],
  [{ messages: [assistant] }, 'has nothing before the answer'],
  [{ prompt: 'Why?', completion: 3 }, 'must be a text, but is a number'],
  [{ text: 'x' }, '"text"'],
])('%j is refused by what is wrong', async (row, problem) => {
  expect((await linesOf(row))[0]).toContain(problem)
})
