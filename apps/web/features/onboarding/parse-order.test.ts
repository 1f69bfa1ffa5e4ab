import { expect, test } from 'vitest'
import { parseOrder } from './parse-order.ts'

const ids = ['a', 'b', 'c']

test.each([
  ['2 1 3', [['b'], ['a'], ['c']]],
  ['21=3', [['b'], ['a', 'c']]],
  [' 3 = 1 > 2 ', [['c', 'a'], ['b']]],
  ['1=2=3', [['a', 'b', 'c']]],
])('"%s" is %j', (typed, tiers) => {
  expect(parseOrder(typed, ids)).toEqual(tiers)
})

test.each(['', '1 2', '1 2 2', '1 2 4', '1 2 3 =', '= 1 2 3', '1 == 2 3', 'best'])(
  '"%s" is no order of three',
  (typed) => {
    expect(parseOrder(typed, ids)).toBeNull()
  },
)
