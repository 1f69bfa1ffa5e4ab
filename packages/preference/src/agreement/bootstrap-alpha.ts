import { aliasTable, drawCounts } from '../numerics/draw-counts.ts'
import type { Random } from '../numerics/pcg32.ts'
import { middleOf } from '../numerics/percentile.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import type { AlphaSample } from './alpha-sample.ts'
import { alphaOfCoincidences, type Coincidences } from './coincidences.ts'

export interface BootstrapInterval {
  lower: number
  upper: number
  standardDeviation: number
  /** Rounds in which α was undefined; they are left out. */
  undefinedRounds: number
}

/**
 * Percentile interval of α with whole tasks drawn with replacement; null where no two rounds give an α. Tasks with equal
 * coincidences are drawn as one kind, so a round costs one number per task and little else.
 */
export function bootstrapAlpha(
  { values, level, groups }: AlphaSample,
  { rounds, confidence = 0.95, random }: { rounds: number; confidence?: number; random: Random },
): BootstrapInterval | null {
  if (groups.length === 0) return null
  const kinds = kindsOf(groups)
  const draw = aliasTable(kinds.map(({ count }) => count))
  const alphas: number[] = []
  for (let round = 0; round < rounds; round++) {
    const counts = drawCounts(draw, { length: kinds.length, draws: groups.length }, random)
    const alpha = alphaOfCoincidences(weighted(kinds, counts, values.length), values, level)
    if (alpha !== null) alphas.push(alpha)
  }
  if (alphas.length < 2) return null
  return {
    ...middleOf(alphas, confidence),
    standardDeviation: Math.sqrt(squaredDeviations(alphas) / (alphas.length - 1)),
    undefinedRounds: rounds - alphas.length,
  }
}

interface Kind {
  matrix: Coincidences
  count: number
}

function kindsOf(groups: readonly Coincidences[]): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const matrix of groups) {
    const key = matrix.join()
    const kind = kinds.get(key)
    if (kind) kind.count++
    else kinds.set(key, { matrix, count: 1 })
  }
  return [...kinds.values()]
}

function weighted(kinds: readonly Kind[], counts: ArrayLike<number>, size: number): Coincidences {
  const total = new Float64Array(size * size)
  for (const [at, { matrix }] of kinds.entries()) {
    for (let k = 0; k < total.length; k++) total[k]! += counts[at]! * matrix[k]!
  }
  return total
}
