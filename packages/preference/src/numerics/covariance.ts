import { cholesky, choleskyInverse, type SquareMatrix } from './cholesky.ts'
import { filled, flatScale } from './maximise.ts'

/**
 * The pseudo-inverse of an information matrix whose one flat direction u (of length 1) is known:
 * I⁺ = (I + c u uᵀ)⁻¹ − u uᵀ/c. Without one, the inverse. Null where the matrix is singular beyond that.
 */
export function pseudoInverse(information: SquareMatrix, n: number, flat?: Float64Array): SquareMatrix | null {
  const factor = cholesky(flat ? filled(information, flat) : information, n)
  if (!factor) return null
  const inverse = choleskyInverse(factor, n)
  if (!flat) return inverse
  const scale = flatScale(information, n)
  return inverse.map((entry, at) => entry - (flat[Math.floor(at / n)]! * flat[at % n]!) / scale)
}

/** The square roots of the diagonal of B G B, for a symmetric bread B and a filling G. */
export function sandwichErrors(bread: SquareMatrix, filling: SquareMatrix, n: number): number[] {
  return Array.from({ length: n }, (_, i) => {
    const row = bread.subarray(i * n, (i + 1) * n)
    return Math.sqrt(Math.max(0, quadraticForm(row, filling)))
  })
}

/** vᵀ G v */
function quadraticForm(v: Float64Array, matrix: SquareMatrix): number {
  const n = v.length
  let total = 0
  for (let k = 0; k < n; k++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += matrix[k * n + j]! * v[j]!
    total += v[k]! * sum
  }
  return total
}

/** The square roots of the diagonal; rounding below zero counts as zero. */
export function standardErrors(covariance: SquareMatrix, n: number): number[] {
  return Array.from({ length: n }, (_, k) => Math.sqrt(Math.max(0, covariance[k * n + k]!)))
}

/**
 * Whether every coordinate is bounded by its data. Where a log-likelihood of counts only rises towards infinity, Newton's
 * method ends at some 40 with a curvature of rounding errors; a real maximum has errors of a few units at most.
 */
export function areBounded(errors: readonly number[]): boolean {
  return errors.every((error) => error < 1e4)
}
