import { expect, test } from 'vitest'
import { deviationOf, distinctPairs, repeatedShare } from './measures.ts'

test('distinct pairs are counted over all texts, Han characters as words', () => {
  expect(distinctPairs(['a b a b', 'a b'])).toBe(2 / 4)
  expect(distinctPairs(['我我我'])).toBe(1 / 2)
  expect(distinctPairs(['', 'one'])).toBe(1)
})

test('a word that stood among the four before is a repetition', () => {
  expect(repeatedShare(['a b c d a'])).toBe(1 / 5)
  expect(repeatedShare(['a b c d e a'])).toBe(0)
  expect(repeatedShare([''])).toBe(0)
})

test('the deviation divides by n − 1', () => {
  expect(deviationOf([1, 3])).toBeCloseTo(Math.SQRT2)
  expect(deviationOf([5])).toBe(0)
})
