import { logGamma } from './log-gamma.ts'
import type { Random } from './pcg32.ts'

/**
 * A multinomial sample: how often each index comes up in so many draws in proportion to the weights. One binomial number
 * an index, so its cost depends little on the number of draws.
 */
export function drawCounts(weights: readonly number[], draws: number, random: Random): Float64Array {
  const counts = new Float64Array(weights.length)
  let weight = weights.reduce((sum, each) => sum + each, 0)
  let left = draws
  for (let k = 0; k < weights.length && left > 0; k++) {
    // The last with a weight takes what is left, whatever rounding says.
    if (weights[k] === 0) continue
    counts[k] = drawBinomial(left, Math.min(1, weights[k]! / weight), random)
    left -= counts[k]!
    weight -= weights[k]!
  }
  return counts
}

/** How many of n tries of probability p succeed: the distribution is walked from its mode outwards. */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (p <= 0 || n === 0) return 0
  if (p >= 1) return n
  const mode = Math.min(n, Math.floor((n + 1) * p))
  const odds = p / (1 - p)
  let above = { k: mode, mass: massAt(mode, n, p) }
  let below = above
  let left = random() - above.mass
  while (left >= 0) {
    const higher = { k: above.k + 1, mass: (above.mass * odds * (n - above.k)) / (above.k + 1) }
    const lower = { k: below.k - 1, mass: (below.mass * below.k) / (odds * (n - below.k + 1)) }
    left -= higher.mass
    if (left < 0) return higher.k
    left -= lower.mass
    if (left < 0) return lower.k
    // Only rounding is left of the unit that was shared out.
    if (higher.mass === 0 && lower.mass === 0) break
    above = higher
    below = lower
  }
  return mode
}

/** P(X = k) for X ~ Binomial(n, p). */
function massAt(k: number, n: number, p: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p))
}
