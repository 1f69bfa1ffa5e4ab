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

/** The x with L Lᵀ x = b. */
export function choleskySolve(factor: SquareMatrix, right: Float64Array): Float64Array {
  const n = right.length
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  return x
}

/** (L Lᵀ)⁻¹ */
export function choleskyInverse(factor: SquareMatrix, n: number): SquareMatrix {
  const inverse = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    const unit = new Float64Array(n)
    unit[column] = 1
    const solved = choleskySolve(factor, unit)
    for (let row = 0; row < n; row++) inverse[row * n + column] = solved[row]!
  }
  return inverse
}
