import { describe, expect, test } from 'vitest'
import { niceTicks, paddedRange, spreadLabels } from './nice-ticks.ts'

describe('ticks', () => {
  test('are round and inside the range', () => {
    expect(niceTicks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(niceTicks(0.61, 0.72)).toEqual([0.62, 0.64, 0.66, 0.68, 0.7, 0.72])
    expect(niceTicks(0, 1234)).toEqual([0, 500, 1000])
  })

  test('of an empty range are its one value', () => {
    expect(niceTicks(3, 3)).toEqual([3])
  })
})

test('a range leaves air around its values, and around a single one', () => {
  expect(paddedRange([0, 100])).toEqual([-6, 106])
  const [low, high] = paddedRange([5])
  expect(low).toBeLessThan(5)
  expect(high).toBeGreaterThan(5)
  expect(paddedRange([])).toEqual([0, 1])
  expect(paddedRange([Number.NaN, 1, 2])[1]).toBeGreaterThan(2)
})

test('labels that would touch are spread, in their order', () => {
  const positions = spreadLabels([50, 52, 10], 14)
  expect(Math.abs(positions[0]! - positions[1]!)).toBeGreaterThanOrEqual(14)
  expect(positions[2]).toBeLessThan(positions[0]!)
})
