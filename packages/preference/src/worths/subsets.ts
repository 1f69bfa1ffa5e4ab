import { chooseCount } from '../numerics/binomial.ts'
import { requireThat } from '../numerics/require-that.ts'

/** A set that may be chosen as the next tier: positions among the items left, and the index of its tie order (−1: one item). */
export interface Subset {
  positions: number[]
  order: number
}

/** More subsets than this are not enumerated; nine completions with all tie orders have 511. */
const most = 100_000

/** The single items and the subsets of the model's tie orders among `left` items; of each size, 0, 1, … comes first. */
export function subsets(left: number, orders: readonly number[]): Subset[] {
  const count = orders.reduce((sum, size) => sum + chooseCount(left, size), left)
  requireThat(count <= most, `Ties of ${orders.join(', ')} among ${left} items are too many to enumerate.`)
  return [1, ...orders].flatMap((size, index) => {
    return combinations(left, size).map((positions) => ({ positions, order: index - 1 }))
  })
}

/** All ascending lists of `size` out of 0 … left − 1, in the order of their last, then last but one, … member. */
function combinations(left: number, size: number): number[][] {
  if (size === 0) return [[]]
  if (size > left) return []
  const smaller = combinations(left - 1, size - 1).map((positions) => [...positions, left - 1])
  return [...combinations(left - 1, size), ...smaller]
}
