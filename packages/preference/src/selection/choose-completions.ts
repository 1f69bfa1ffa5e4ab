import { chooseCount } from '../numerics/binomial.ts'
import { requireThat } from '../numerics/require-that.ts'

/** What asking about a pair of candidates is worth. */
export interface PairGain {
  i: number
  j: number
  gain: number
}

/** Each candidate's gains over all pairs that it is in. */
export function summedGains(candidates: number, gains: readonly PairGain[]): number[] {
  const sums = new Array<number>(candidates).fill(0)
  for (const { i, j, gain } of gains) {
    sums[i]! += gain
    sums[j]! += gain
  }
  return sums
}

/** The K candidates with the largest sums, ascending; of equals the earlier. */
export function largestSums(sums: readonly number[], k: number): number[] {
  const order = sums.map((_, candidate) => candidate).sort((a, b) => sums[b]! - sums[a]!)
  return order.slice(0, k).sort((a, b) => a - b)
}

/** The K candidates whose own pairs are worth most together, which is what a K-way ranking asks; ascending. */
export function bestSet(candidates: number, gains: readonly PairGain[], k: number): number[] {
  requireThat(k >= 0 && k <= candidates, `${k} of ${candidates} candidates cannot be chosen.`)
  requireThat(chooseCount(candidates, k) <= 1e6, `There are too many ways to choose ${k} of ${candidates} candidates.`)
  const matrix = Array.from({ length: candidates }, () => new Array<number>(candidates).fill(0))
  for (const { i, j, gain } of gains) {
    matrix[i]![j] = gain
    matrix[j]![i] = gain
  }
  let best: { set: number[]; worth: number } = { set: [], worth: -Infinity }
  const extend = (set: number[], worth: number, from: number) => {
    if (set.length === k) {
      if (worth > best.worth) best = { set, worth }
      return
    }
    for (let next = from; next <= candidates - (k - set.length); next++) {
      extend(
        [...set, next],
        set.reduce((sum, member) => sum + matrix[member]![next]!, worth),
        next + 1,
      )
    }
  }
  extend([], 0, 0)
  return best.set
}
