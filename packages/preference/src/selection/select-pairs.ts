import type { Random } from '../numerics/pcg32.ts'
import type { Belief } from './beliefs.ts'
import { expectedGain, winProbability } from './expected-gain.ts'

/** A pair of items to ask about; the smaller index first. */
export type ItemPair = readonly [number, number]

/**
 * ASAP's batch for many annotators at once: the spanning tree of the items with the smallest Σ 1/gain, so that N − 1
 * pairs connect all. With `random` a pair's gain is only worked out with probability evaluationShares, which saves time
 * among thousands of items; a pair left out joins the tree only where nothing else connects.
 */
export function selectPairs(beliefs: readonly Belief[], random?: Random): ItemPair[] {
  const shares = random ? evaluationShares(beliefs) : null
  const pairs: { pair: ItemPair; gain: number }[] = []
  for (let i = 0; i < beliefs.length; i++) {
    for (let j = i + 1; j < beliefs.length; j++) {
      const looked = shares === null || random!() < Math.max(shares[i]![j]!, shares[j]![i]!)
      pairs.push({ pair: [i, j], gain: looked ? expectedGain(beliefs[i]!, beliefs[j]!) : 0 })
    }
  }
  return spanningTree(beliefs.length, pairs)
}

/** min(p, 1−p) over the largest of its row: how worthwhile it is to work out the gain of each pair. 0 against itself. */
export function evaluationShares(beliefs: readonly Belief[]): number[][] {
  return beliefs.map((i, row) => {
    const closeness = beliefs.map((j, column) => {
      if (row === column) return 0
      const p = winProbability(i, j)
      return Math.min(p, 1 - p)
    })
    const largest = Math.max(...closeness)
    return closeness.map((value) => (largest > 0 ? value / largest : 0))
  })
}

/** Kruskal's tree from the largest gain down, in order of the pairs where gains are equal; sorted. */
function spanningTree(items: number, pairs: { pair: ItemPair; gain: number }[]): ItemPair[] {
  const parent = Array.from({ length: items }, (_, item) => item)
  const root = (item: number): number => {
    while (parent[item] !== item) {
      parent[item] = parent[parent[item]!]!
      item = parent[item]!
    }
    return item
  }
  const tree = pairs
    .toSorted((a, b) => b.gain - a.gain)
    .filter(({ pair: [i, j] }) => {
      const [a, b] = [root(i), root(j)]
      parent[a] = b
      return a !== b
    })
  return tree.map(({ pair }) => pair).sort((a, b) => a[0] - b[0] || a[1] - b[1])
}
