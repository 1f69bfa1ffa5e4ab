import { requireThat } from '../numerics/require-that.ts'

/** A pair of models: the estimated variance of one vote on it, and the votes so far. */
export interface SampledPair {
  variance: number
  count: number
}

/**
 * Arena's rule (Chiang et al. 2024, Eq. 9): ask about a pair in proportion to what one more vote takes off its standard
 * error, √(Σ/n) − √(Σ/(n+1)). Keep the probability with the vote: it weighs 1/P in the fit. Null where a pair was never
 * asked (the rule gives it infinite weight: ask such pairs first) or nothing varies.
 */
export function arenaProbabilities(pairs: readonly SampledPair[]): number[] | null {
  requireThat(
    pairs.every(({ variance, count }) => variance >= 0 && count >= 0),
    'Variances and counts must not be negative.',
  )
  // √(Σ/n) − √(Σ/(n+1)) without the cancellation of large n.
  const gains = pairs.map(({ variance, count: n }) => {
    return Math.sqrt(variance) / (Math.sqrt(n) * Math.sqrt(n + 1) * (Math.sqrt(n) + Math.sqrt(n + 1)))
  })
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  return Number.isFinite(total) && total > 0 ? gains.map((gain) => gain / total) : null
}
