import { studentHalfWidth } from '../numerics/beta.ts'
import { type AlphaSample, summed } from './alpha-sample.ts'
import { alphaOfCoincidences } from './coincidences.ts'

export interface JackknifeInterval {
  alpha: number
  standardError: number
  lower: number
  /** At most 1. */
  upper: number
}

/**
 * α with its standard error by leaving one task out at a time, √((N−1)/N Σ (x − mean)²), and Student's interval with
 * N − 1 degrees of freedom, which covers better than the bootstrap where tasks are few (Hughes, arXiv 2210.13265).
 * Null where α, or α without one of the tasks, is undefined; tasks without a pair of votes do not count.
 */
export function jackknifeAlpha({ values, level, kinds }: AlphaSample, confidence = 0.95): JackknifeInterval | null {
  const total = summed(kinds)
  const tasks = kinds.reduce((sum, { count }) => sum + count, 0)
  const alpha = alphaOfCoincidences(total, values, level)
  const left = kinds.map(({ matrix }) => alphaOfCoincidences(less(total, matrix), values, level))
  if (alpha === null || tasks < 2 || left.includes(null)) return null
  const mean = kinds.reduce((sum, { count }, k) => sum + count * left[k]!, 0) / tasks
  const spread = kinds.reduce((sum, { count }, k) => sum + count * (left[k]! - mean) ** 2, 0)
  const standardError = Math.sqrt(((tasks - 1) / tasks) * spread)
  const half = studentHalfWidth(confidence, tasks - 1) * standardError
  return { alpha, standardError, lower: alpha - half, upper: Math.min(1, alpha + half) }
}

/** The total without one task's part; what rounding leaves of nothing is nothing. */
function less(total: Float64Array, part: Float64Array): Float64Array {
  return total.map((entry, k) => (entry - part[k]! < 1e-9 * entry ? 0 : entry - part[k]!))
}
