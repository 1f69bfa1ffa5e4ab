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

/** B G B for a symmetric bread B and a filling G. */
export function sandwich(bread: SquareMatrix, filling: SquareMatrix, n: number): SquareMatrix {
  return product(product(bread, filling, n), bread, n)
}

/** The square roots of the diagonal; rounding below zero counts as zero. */
export function standardErrors(covariance: SquareMatrix, n: number): number[] {
  return Array.from({ length: n }, (_, k) => Math.sqrt(Math.max(0, covariance[k * n + k]!)))
}

function product(a: SquareMatrix, b: SquareMatrix, n: number): SquareMatrix {
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!
      for (let j = 0; j < n; j++) result[i * n + j]! += factor * b[k * n + j]!
    }
  }
  return result
}

/**
 * Whether every coordinate is bounded by its data. Where a log-likelihood of counts only rises towards infinity, Newton's
 * method ends at some 40 with a curvature of rounding errors; a real maximum has errors of a few units at most.
 */
export function areBounded(errors: readonly number[]): boolean {
  return errors.every((error) => error < 1e4)
}
