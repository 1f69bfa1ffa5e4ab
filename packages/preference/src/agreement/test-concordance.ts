import { countsOf } from '../numerics/counts-of.ts'
import { logGamma } from '../numerics/log-gamma.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { chiSquareTail } from '../numerics/upper-gamma.ts'
import { kendallW, rankSums } from './kendall-w.ts'
import { midRanks } from './mid-ranks.ts'

export interface ConcordanceTest {
  w: number
  /** P(W at least this large) if every annotator ranked at random, keeping their ties. */
  p: number
  /** `exact`: over all orders. `chi-square`: m(n−1)W with n−1 degrees of freedom, good for n of 7 and more. */
  method: 'exact' | 'chi-square'
}

/** More additions than this are not worth an exact p; two strict rankings of 9 or thirty of 4 stay below. */
const mostSteps = 1_000_000

/** Kendall's W of annotators who ranked the same completions, with its p. Null where W is undefined. */
export function testConcordance(rankings: readonly (readonly number[])[]): ConcordanceTest | null {
  const w = kendallW(rankings)
  if (w === null) return null
  const items = rankings[0]!.length
  const p = exactTail(rankings.map(midRanks))
  if (p !== null) return { w, p, method: 'exact' }
  return { w, p: chiSquareTail(rankings.length * (items - 1) * w, items - 1), method: 'chi-square' }
}

/**
 * The share of all permutations of each annotator's ranks whose sums spread at least as far as the observed. Annotators
 * are added one by one; only the sorted sums matter, so equal ones are followed once. Null if there are too many.
 */
function exactTail(rankings: readonly number[][]): number | null {
  const observed = squaredDeviations(rankSums(rankings)) - 1e-9
  let sums = new Map<string, { sum: number[]; share: number }>([['', { sum: rankings[0]!, share: 1 }]])
  for (const ranks of rankings.slice(1)) {
    if (sums.size * countOrders(ranks) > mostSteps) return null
    const orders = distinctOrders(ranks)
    const next = new Map<string, { sum: number[]; share: number }>()
    for (const { sum, share } of sums.values()) {
      for (const order of orders) {
        const added = sum.map((value, item) => value + order[item]!).sort((a, b) => a - b)
        const key = added.join(' ')
        const entry = next.get(key)
        if (entry) entry.share += share / orders.length
        else next.set(key, { sum: added, share: share / orders.length })
      }
    }
    sums = next
  }
  return [...sums.values()].reduce((p, { sum, share }) => (squaredDeviations(sum) >= observed ? p + share : p), 0)
}

/** The number of different arrangements, n!/Π t! over groups of t equal values. */
function countOrders(values: readonly number[]): number {
  const logCount = [...countsOf(values).values()].reduce((sum, t) => sum - logGamma(t + 1), logGamma(values.length + 1))
  return Math.round(Math.exp(logCount))
}

/** All different arrangements of the values. */
function distinctOrders(values: readonly number[]): number[][] {
  const counts = countsOf(values)
  let orders: number[][] = [[]]
  for (let place = 0; place < values.length; place++) {
    orders = orders.flatMap((order) => {
      return [...counts]
        .filter(([value, count]) => order.filter((used) => used === value).length < count)
        .map(([value]) => [...order, value])
    })
  }
  return orders
}
