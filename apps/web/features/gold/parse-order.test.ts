import { expect, test } from 'vitest'
import { orderText, parseOrder } from './parse-order.ts'

test.each([
  ['2 > 1 = 4 > 3', [[2], [1, 4], [3]]],
  ['2 1=4 3', [[2], [1, 4], [3]]],
  [' 4 ›3› 2 = 1 ', [[4], [3], [2, 1]]],
])('%s is an order', (text, tiers) => {
  expect(parseOrder(text, 4)).toEqual(tiers)
  expect(parseOrder(orderText(tiers), 4)).toEqual(tiers)
})

test.each(['', '1 2 3', '1 2 3 3', '1 2 3 5', '1 2 3 x', '1 2 3 4 5', '12 3 4', '1 = = 2 3 4'])(
  '"%s" is none',
  (text) => {
    expect(parseOrder(text, 4)).toBeNull()
  },
)
