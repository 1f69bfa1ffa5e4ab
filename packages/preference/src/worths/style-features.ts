/** The style difference of two completions as Arena takes it, per property: (a − b)/(a + b + 1), for counts from 0. */
export function styleDifference(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, k) => (count - b[k]!) / (count + b[k]! + 1))
}

/** Columns less their mean, over their population standard deviation; a constant column becomes 0. */
export function standardised(rows: readonly (readonly number[])[]): number[][] {
  const columns = (rows[0] ?? []).map((_, k) => moments(rows.map((row) => row[k]!)))
  return rows.map((row) =>
    row.map((value, k) => (columns[k]!.sd === 0 ? 0 : (value - columns[k]!.mean) / columns[k]!.sd)),
  )
}

/**
 * Columns over their root mean square, with 0 left where it is. Where the order of the two in a battle is not by chance,
 * `standardised` would shift the very difference in style that is to be controlled into the worths.
 */
export function scaled(rows: readonly (readonly number[])[]): number[][] {
  const roots = (rows[0] ?? []).map((_, k) => Math.sqrt(rows.reduce((sum, row) => sum + row[k]! ** 2, 0) / rows.length))
  return rows.map((row) => row.map((value, k) => (roots[k] === 0 ? 0 : value / roots[k]!)))
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, sd: Math.sqrt(variance) }
}
