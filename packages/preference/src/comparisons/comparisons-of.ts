import { requireThat } from '../numerics/require-that.ts'

/** A rank per completion: 1 is best, equal is a tie, null is unplaced (makes no comparison, and is not last). */
export type Ranks = readonly (number | null)[]

/** One decided pair of completions, as indices into the ranking. */
export interface StrictPair {
  better: number
  worse: number
  /** How many tiers apart the two stand: 1 for neighbours, whatever numbers the ranks use. */
  strength: number
}

export interface Comparisons {
  /** By `better`, then `worse`. */
  strict: StrictPair[]
  /** The smaller index first. */
  ties: [number, number][]
}

/** All pairs of placed completions of one ranking: C(K,2) of them, the pairs inside a tier as ties. */
export function comparisonsOf(ranks: Ranks): Comparisons {
  const tier = tierNumbers(ranks)
  const strict: StrictPair[] = []
  const ties: [number, number][] = []
  for (const [a, tierA] of tier) {
    for (const [b, tierB] of tier) {
      if (tierA < tierB) strict.push({ better: a, worse: b, strength: tierB - tierA })
      else if (tierA === tierB && a < b) ties.push([a, b])
    }
  }
  return { strict, ties }
}

/** Pairs of a placed completion's index and its tier, 0 for the best, by index. */
function tierNumbers(ranks: Ranks): [number, number][] {
  const placed = ranks.flatMap((rank, index) => (rank === null ? [] : [{ rank, index }]))
  requireThat(
    placed.every(({ rank }) => Number.isFinite(rank)),
    'Each rank must be a finite number.',
  )
  const distinct = [...new Set(placed.map(({ rank }) => rank))].sort((a, b) => a - b)
  const tierOf = new Map(distinct.map((rank, tier) => [rank, tier]))
  return placed.map(({ rank, index }) => [index, tierOf.get(rank)!])
}
