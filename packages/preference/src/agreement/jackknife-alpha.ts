import { studentHalfWidth } from '../numerics/beta.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { type AlphaSample, summed } from './alpha-sample.ts'
import { alphaOfCoincidences } from './coincidences.ts'

export interface JackknifeInterval {
  alpha: number
  standardError: number
  lower: number
  upper: number
}

/**
 * α with its standard error by leaving one task out at a time, √((N−1)/N Σ (x − mean)²), and Student's interval with
 * N − 1 degrees of freedom, which covers better than the bootstrap where tasks are few (Hughes, arXiv 2210.13265).
 * Null where α, or α without one of the tasks, is undefined; tasks without a pair of votes do not count.
 */
export function jackknifeAlpha({ values, level, groups }: AlphaSample, confidence = 0.95): JackknifeInterval | null {
  const telling = groups.filter((group) => group.some((entry) => entry > 0))
  const total = summed(telling, values.length)
  const alpha = alphaOfCoincidences(total, values, level)
  const left = telling.map((group) => alphaOfCoincidences(without(total, group), values, level))
  const defined = left.filter((value) => value !== null)
  if (alpha === null || defined.length < left.length || left.length < 2) return null
  const tasks = defined.length
  const standardError = Math.sqrt(((tasks - 1) / tasks) * squaredDeviations(defined))
  const half = studentHalfWidth(confidence, tasks - 1) * standardError
  return { alpha, standardError, lower: alpha - half, upper: Math.min(1, alpha + half) }
}

/** The total less one task's part; what rounding leaves of nothing is nothing. */
function without(total: Float64Array, group: Float64Array): Float64Array {
  return total.map((entry, k) => {
    const rest = entry - group[k]!
    return rest < 1e-9 * entry ? 0 : rest
  })
}
