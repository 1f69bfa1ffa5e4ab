/** Σ (x − mean)², in two passes so that a large mean costs no digits. */
export function squaredDeviations(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}
