import { setImmediate } from 'node:timers/promises'
import type { Estimate } from '@plackett/contracts'
import { RandomStream } from '@plackett/models'

/** What a unit of resampling adds to a share: `right` of `pairs`. */
export interface Share {
  right: number
  pairs: number
}

const resamples = 1_000

/**
 * Σ right / Σ pairs with its 95 % percentile interval by bootstrap over units: groups, because pairs of one group
 * share texts and are not independent. Null without pairs. From one unit nothing can be said of others: 0 to 1.
 */
export async function bootstrapShare(units: readonly Share[]): Promise<Estimate | null> {
  const counted = units.filter(({ pairs }) => pairs > 0)
  const pairs = counted.reduce((sum, unit) => sum + unit.pairs, 0)
  if (pairs === 0) return null
  const value = counted.reduce((sum, unit) => sum + unit.right, 0) / pairs
  if (counted.length < 2) return { value, low: 0, high: 1, n: pairs }
  const shares = await resampled(counted)
  return {
    value,
    low: shares[Math.floor(0.025 * resamples)]!,
    high: shares[Math.ceil(0.975 * resamples) - 1]!,
    n: pairs,
  }
}

/** Ascending. Lets others have the event loop now and then, as there may be very many units. */
async function resampled(units: readonly Share[]): Promise<Float64Array> {
  const random = new RandomStream(1, 'bootstrap')
  const shares = new Float64Array(resamples)
  let drawnSinceBreak = 0
  for (let resample = 0; resample < resamples; resample++) {
    let right = 0
    let pairs = 0
    for (let draw = 0; draw < units.length; draw++) {
      const unit = units[Math.floor(random.uniform() * units.length)]!
      right += unit.right
      pairs += unit.pairs
    }
    shares[resample] = right / pairs
    drawnSinceBreak += units.length
    if (drawnSinceBreak > 100_000) {
      drawnSinceBreak = 0
      await setImmediate()
    }
  }
  return shares.sort()
}

/**
 * The same share with its interval from the deviations of units, ±1.96 √(Σ (right − share · pairs)²) / Σ pairs, which
 * costs nothing and is as good where there are hundreds of units; null without pairs.
 */
export function linearShare(units: readonly Share[]): Estimate | null {
  const pairs = units.reduce((sum, unit) => sum + unit.pairs, 0)
  if (pairs === 0) return null
  const value = units.reduce((sum, unit) => sum + unit.right, 0) / pairs
  const squares = units.reduce((sum, unit) => sum + (unit.right - value * unit.pairs) ** 2, 0)
  const half = (1.96 * Math.sqrt(squares)) / pairs
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half), n: pairs }
}
