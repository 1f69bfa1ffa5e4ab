import type { PairVotes } from './pair-votes.ts'

/** `interval`: a tie is half way between the two preferences. `nominal`: it is as far from each as they are. */
export type PairLevel = 'interval' | 'nominal'

/** What α over pairs needs to know of a set of pairs; sums of two sets are the sums of their union. */
export interface PairAlphaSums {
  /** Σ over units of δ² of its ordered pairs of values / (m − 1). */
  observed: number
  /** Preferences, and ties, in units with at least two values. */
  decided: number
  tied: number
}

/**
 * Krippendorff's α with (task, pair of completions) as the unit and −1, 0, 1 as the values. Each pair counts in both
 * directions, so that nothing depends on which completion is named first; for strict rankings by everybody this is the
 * mean Kendall τ between two annotators up to O(1/n). Null where no pair has two votes, or all votes are ties.
 */
export function pairAlpha(votes: Iterable<PairVotes>, level: PairLevel = 'interval'): number | null {
  return alphaOfSums(pairAlphaSums(votes, level), level)
}

/** The sums of pairs from which `alphaOfSums` makes α; for resampling by task. */
export function pairAlphaSums(votes: Iterable<PairVotes>, level: PairLevel): PairAlphaSums {
  const opposed = oppositeDistance[level]
  const sums = { observed: 0, decided: 0, tied: 0 }
  for (const [first, tied, second] of votes) {
    const values = first + tied + second
    if (values < 2) continue
    // Both directions (2) of ordered pairs (2).
    sums.observed += (4 * (tied * (first + second) + opposed * first * second)) / (values - 1)
    sums.decided += first + second
    sums.tied += tied
  }
  return sums
}

/** α = 1 − (n−1) Σ o δ² / Σ n_c n_k δ², with marginals n₁ = n₋₁ = decided and n₀ = 2 tied of the doubled table. */
export function alphaOfSums({ observed, decided, tied }: PairAlphaSums, level: PairLevel): number | null {
  const values = 2 * (decided + tied)
  const expected = 8 * decided * tied + 2 * oppositeDistance[level] * decided ** 2
  return expected === 0 ? null : 1 - ((values - 1) * observed) / expected
}

/** δ² of a preference and its opposite; that of a preference and a tie is 1 on both levels. */
const oppositeDistance: Record<PairLevel, number> = { interval: 4, nominal: 1 }
