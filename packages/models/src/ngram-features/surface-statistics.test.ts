import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExampleReader } from './read-example.ts'
import { surfaceNames } from './surface-statistics.ts'

function statisticsOf(
  completion: string,
  prompt = 'What is a reward model?',
): Record<(typeof surfaceNames)[number], number> {
  const { surface } = new ExampleReader().read(prompt, completion)
  return Object.fromEntries(surfaceNames.map((name, at) => [name, surface[at]])) as never
}

test('any text has finite statistics', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (completion, prompt) => {
        expect(Object.values(statisticsOf(completion, prompt)).every(Number.isFinite)).toBe(true)
      },
    ),
  )
})

test('lists, code, links, formulas and markup are seen', () => {
  const found = statisticsOf('# Title\n- one\n2. two\n```js\nx\n```\nhttps://a.b **bold** $x$ (y)')
  expect(found.logListItems).toBeCloseTo(Math.log1p(2))
  expect(found.logCode).toBeCloseTo(Math.log1p(2))
  expect(found.logLinks).toBeCloseTo(Math.log1p(1))
  expect(found.logFormulas).toBeCloseTo(Math.log1p(2))
  expect(found.logMarkup).toBeCloseTo(Math.log1p(3))
  expect(found.logBrackets).toBeCloseTo(Math.log1p(1))
})

test('the overlap with the prompt counts different words both ways', () => {
  const found = statisticsOf('A reward model is a model', 'reward model training')
  expect(found.fromPrompt).toBeCloseTo(2 / 4)
  expect(found.promptCovered).toBeCloseTo(2 / 3)
})

test('a text that repeats itself is told from one that does not', () => {
  expect(statisticsOf('one two three four five six').repeatedBigrams).toBe(0)
  expect(statisticsOf('again and again and again and again and').repeatedFourgrams).toBeCloseTo(1 - 2 / 5)
})

test('messages of a chat are one prompt, read for all completions of it', () => {
  const reader = new ExampleReader()
  const chat = [
    { role: 'user' as const, content: 'hello' },
    { role: 'user' as const, content: 'there' },
  ]
  expect(reader.read(chat, 'hello you')).toEqual(reader.read('hello\nthere', 'hello you'))
})

test('a hostile text takes no longer than a long one', () => {
  const began = performance.now()
  for (const text of [
    '\n \t'.repeat(50_000),
    '*'.repeat(99_999),
    '.'.repeat(99_999),
    '(['.repeat(50_000),
    'A'.repeat(99_999),
  ]) {
    statisticsOf(text)
  }
  expect(performance.now() - began).toBeLessThan(3_000)
})
