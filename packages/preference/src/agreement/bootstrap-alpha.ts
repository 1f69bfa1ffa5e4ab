import { drawCounts } from '../numerics/draw-counts.ts'
import type { Random } from '../numerics/pcg32.ts'
import { middleOf } from '../numerics/percentile.ts'
import { requireRounds } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { type AlphaSample, summed } from './alpha-sample.ts'
import { alphaOfCoincidences } from './coincidences.ts'

export interface BootstrapInterval {
  lower: number
  upper: number
  standardDeviation: number
  /** Rounds in which α was undefined; they are left out. */
  undefinedRounds: number
}

/**
 * Percentile interval of α with whole tasks drawn with replacement; null where no two rounds give an α. Tasks of
 * one kind are drawn together, so that a round of a million tasks costs little more than one of a thousand.
 */
export function bootstrapAlpha(
  { values, level, kinds }: AlphaSample,
  { rounds, confidence = 0.95, random }: { rounds: number; confidence?: number; random: Random },
): BootstrapInterval | null {
  requireRounds(rounds)
  if (kinds.length === 0) return null
  const weights = kinds.map(({ count }) => count)
  const tasks = weights.reduce((sum, count) => sum + count, 0)
  const alphas: number[] = []
  for (let round = 0; round < rounds; round++) {
    const alpha = alphaOfCoincidences(summed(kinds, drawCounts(weights, tasks, random)), values, level)
    if (alpha !== null) alphas.push(alpha)
  }
  if (alphas.length < 2) return null
  return {
    ...middleOf(alphas, confidence),
    standardDeviation: Math.sqrt(squaredDeviations(alphas) / (alphas.length - 1)),
    undefinedRounds: rounds - alphas.length,
  }
}
