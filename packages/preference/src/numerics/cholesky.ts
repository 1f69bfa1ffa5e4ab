/** A symmetric matrix of n × n numbers, row by row. */
export type SquareMatrix = Float64Array

/** The lower factor L of A = L Lᵀ, row by row; null where A is not positive definite to working precision. */
export function cholesky(matrix: SquareMatrix, n: number): SquareMatrix | null {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!
      if (i !== j) factor[i * n + j] = sum / factor[j * n + j]!
      else if (sum > 1e-14 * matrix[i * n + i]!) factor[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  return factor
}

/** The x with L Lᵀ x = b. Both sweeps run along rows, which is what keeps large factors in the cache. */
export function choleskySolve(factor: SquareMatrix, right: Float64Array): Float64Array {
  const n = right.length
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    let sum = x[i]!
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * x[k]!
    x[i] = sum / factor[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    const solved = x[i]! / factor[i * n + i]!
    x[i] = solved
    for (let k = 0; k < i; k++) x[k]! -= factor[i * n + k]! * solved
  }
  return x
}

/** (L Lᵀ)⁻¹ = L⁻ᵀ L⁻¹ */
export function choleskyInverse(factor: SquareMatrix, n: number): SquareMatrix {
  const lower = lowerInverse(factor, n)
  const inverse = new Float64Array(n * n)
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const scale = lower[k * n + i]!
      for (let j = 0; j <= i; j++) inverse[i * n + j]! += scale * lower[k * n + j]!
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j]!
  return inverse
}

/** L⁻¹, row by row from those above: row i = (e_i − Σ_{k<i} L_ik row k)/L_ii. */
function lowerInverse(factor: SquareMatrix, n: number): SquareMatrix {
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const scale = factor[i * n + k]!
      for (let j = 0; j <= k; j++) inverse[i * n + j]! -= scale * inverse[k * n + j]!
    }
    const pivot = factor[i * n + i]!
    for (let j = 0; j < i; j++) inverse[i * n + j]! /= pivot
    inverse[i * n + i] = 1 / pivot
  }
  return inverse
}
