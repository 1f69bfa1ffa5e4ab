/** Mean and standard deviation (of the values themselves, not of a population behind them); 0 for none. */
export function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) }
}

/** Pearson's correlation; null where one side does not vary. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  const ofX = momentsOf(x)
  const ofY = momentsOf(y)
  const scale = ofX.deviation * ofY.deviation * x.length
  if (!(scale > 1e-12)) return null
  const covariance = x.reduce((sum, value, at) => sum + (value - ofX.mean) * (y[at]! - ofY.mean), 0)
  return Math.min(Math.max(covariance / scale, -1), 1)
}
