import { expect, test } from 'vitest'
import { axisOf, broadcastShapes, differenceOf, productOf, quotientOf, sumOf } from './dimension.ts'

test('a product is the same text in whatever order it is made', () => {
  expect(productOf(['tokens', 4, 'batch'])).toBe('4*batch*tokens')
  expect(productOf([productOf(['batch', 2]), 2, 'tokens'])).toBe('4*batch*tokens')
  expect(productOf([2, 3])).toBe(6)
  expect(productOf([])).toBe(1)
  expect(productOf(['batch', 0])).toBe(0)
})

test('a product is divided by its factors alone', () => {
  expect(quotientOf('4*batch*tokens', '2*tokens')).toBe('2*batch')
  expect(quotientOf('batch', 'batch')).toBe(1)
  expect(quotientOf('batch', 'tokens')).toBeUndefined()
  expect(quotientOf('3*batch', 2)).toBeUndefined()
})

test('what is taken off and added again leaves the name', () => {
  const shorter = differenceOf('tokens', 1)
  expect(shorter).toBe('(tokens-1)')
  expect(sumOf(shorter, 1)).toBe('tokens')
  expect(sumOf(1, shorter)).toBe('tokens')
  expect(differenceOf('tokens', shorter)).toBe(1)
  expect(differenceOf('tokens', 'tokens')).toBe(0)
  expect(sumOf('batch', 'batch')).toBe('2*batch')
  expect(differenceOf(sumOf('past', 'tokens'), 'past')).toBe('tokens')
  expect(productOf(['batch', shorter])).toBe('(tokens-1)*batch')
  expect(quotientOf(productOf([shorter, 'batch']), shorter)).toBe('batch')
})

test('shapes broadcast as in numpy, and names only with themselves', () => {
  expect(broadcastShapes(['batch', 1], [3])).toEqual(['batch', 3])
  expect(broadcastShapes([], [2])).toEqual([2])
  expect(() => broadcastShapes(['batch'], ['tokens'])).toThrow('[batch] and [tokens] do not broadcast')
  expect(() => broadcastShapes(['batch'], [2])).toThrow()
})

test('an axis that is not there is refused', () => {
  expect(axisOf(-1, 3)).toBe(2)
  expect(() => axisOf(3, 3)).toThrow('rank 3 has no axis 3')
})
