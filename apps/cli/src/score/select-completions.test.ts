import type { ScoreLine } from '@plackett/datasets'
import { expect, test } from 'vitest'
import { selectCompletions } from './select-completions.ts'

const line: ScoreLine = {
  id: 'p',
  prompt: 'Why?',
  completions: ['a', 'b', 'c', 'd'].map((text) => ({ text })),
}
const results = [
  { reward: 1 },
  { reward: null, error: { code: 'EMPTY_COMPLETION', message: '' } },
  { reward: 3 },
  { reward: 3 },
]

test('the best is the one with the greatest reward, the first of equals', () => {
  const selected = selectCompletions({ line, at: 0, results }, { kind: 'best' })
  expect(selected).toEqual([{ id: 'p', prompt: 'Why?', completion: 'c', reward: 3, of: 3 }])
})

test('nothing is the best of what could not be scored', () => {
  expect(selectCompletions({ line, at: 0, results: [results[1]!] }, { kind: 'best' })).toEqual([])
})

test('rejection keeps the best always and the others as often as their reward says', () => {
  const beta = 2
  const kept = { a: 0, c: 0, d: 0 }
  for (let at = 0; at < 4_000; at++) {
    const selected = selectCompletions({ line, at, results }, { kind: 'rejection', beta, seed: 1 })
    for (const { completion } of selected) kept[completion as 'a']++
  }
  expect(kept.c).toBe(4_000)
  expect(kept.d).toBe(4_000)
  expect(kept.a / 4_000).toBeGreaterThan(Math.exp(-2 / beta) - 0.03)
  expect(kept.a / 4_000).toBeLessThan(Math.exp(-2 / beta) + 0.03)
})

test('a draw depends on seed, line and place alone', () => {
  const draw = (seed: number, at: number) =>
    selectCompletions({ line, at, results }, { kind: 'rejection', beta: 2, seed }).length
  const draws = (seed: number) => Array.from({ length: 50 }, (_, at) => draw(seed, at))
  expect(draws(1)).toEqual(draws(1))
  expect(draws(1)).not.toEqual(draws(2))
})
