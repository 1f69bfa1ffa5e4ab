import { testHalf } from '../numerics/binomial.ts'
import type { Random } from '../numerics/pcg32.ts'
import { middleOf } from '../numerics/percentile.ts'
import { requireRounds, requireThat } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'

export interface McNemar {
  /** Exact and two-sided; 1 where the two are never right apart. */
  p: number
  /** (|b − c| − 1)²/(b + c); null where the two are never right apart. */
  chiSquareCorrected: number | null
}

/** McNemar's test of two models on the same pairs, from the pairs that only one of them has right. */
export function testMcNemar(onlyFirst: number, onlySecond: number): McNemar {
  requireThat(onlyFirst >= 0 && onlySecond >= 0, 'Numbers of pairs must not be negative.')
  const apart = onlyFirst + onlySecond
  return {
    p: testHalf(onlyFirst, apart),
    chiSquareCorrected: apart === 0 ? null : (Math.abs(onlyFirst - onlySecond) - 1) ** 2 / apart,
  }
}

export interface ModelDifference {
  /** Accuracy of the first less that of the second, with its standard error (null for one pair) and 95 % interval. */
  difference: number
  standardError: number | null
  lower: number
  upper: number
  onlyFirstRight: number
  onlySecondRight: number
  /** See testMcNemar. */
  p: number
}

/** How much better one model is than another on the same pairs (1 right, 0 wrong). Null without pairs. */
export function compareModels(
  first: readonly number[],
  second: readonly number[],
  { rounds, random }: { rounds: number; random: Random },
): ModelDifference | null {
  requireRounds(rounds)
  requireThat(first.length === second.length, 'Both models must have been asked about the same pairs.')
  if (first.length === 0) return null
  const differences = first.map((right, pair) => right - second[pair]!)
  const draws = Float64Array.from({ length: rounds }, () => drawMean(differences, random))
  const onlyFirstRight = differences.filter((difference) => difference > 0).length
  const onlySecondRight = differences.filter((difference) => difference < 0).length
  const pairs = differences.length
  return {
    difference: differences.reduce((sum, difference) => sum + difference, 0) / pairs,
    standardError: pairs === 1 ? null : Math.sqrt(squaredDeviations(differences) / (pairs - 1) / pairs),
    ...middleOf(draws, 0.95),
    onlyFirstRight,
    onlySecondRight,
    p: testMcNemar(onlyFirstRight, onlySecondRight).p,
  }
}

function drawMean(values: readonly number[], random: Random): number {
  let sum = 0
  for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(random() * values.length)]!
  return sum / values.length
}
