import { expect, test } from 'vitest'
import { tiersOfRanks } from './tiers-of-ranks.ts'

test('equal ranks are one tier, best first', () => {
  expect(tiersOfRanks({ a: 2, b: 1, c: 4, d: 2 })).toEqual([['b'], ['a', 'd'], ['c']])
  expect(tiersOfRanks({})).toEqual([])
})
