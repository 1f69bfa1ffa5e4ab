import type { MeasurementLevel } from './krippendorff-alpha.ts'

/**
 * Krippendorff's coincidence matrix, V × V row by row for V categories: o_ck = Σ over units of the ordered pairs of
 * values c and k by different annotators / (m − 1). The matrix of two sets of units is the sum of theirs.
 */
export type Coincidences = Float64Array

/** The matrix of units given as counts per category; units with fewer than two values add nothing. */
export function coincidences(units: Iterable<readonly number[]>, categories: number): Coincidences {
  const matrix = new Float64Array(categories * categories)
  for (const counts of units) {
    const values = counts.reduce((sum, count) => sum + count, 0)
    if (values < 2) continue
    for (let c = 0; c < categories; c++) {
      for (let k = 0; k < categories; k++) {
        matrix[c * categories + k]! += (counts[c]! * (counts[k]! - (c === k ? 1 : 0))) / (values - 1)
      }
    }
  }
  return matrix
}

/**
 * α = 1 − (n−1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck for categories of these values.
 * Null where nothing was paired or only one category occurs.
 */
export function alphaOfCoincidences(
  matrix: Coincidences,
  values: readonly number[],
  level: MeasurementLevel,
): number | null {
  const size = values.length
  const marginals = values.map((_, c) => matrix.subarray(c * size, (c + 1) * size).reduce((sum, o) => sum + o, 0))
  const total = marginals.reduce((sum, n) => sum + n, 0)
  const apart = squaredDistance[level](values, marginals)
  let observed = 0
  let expected = 0
  for (let c = 0; c < size; c++) {
    for (let k = 0; k < size; k++) {
      if (c === k) continue
      observed += matrix[c * size + k]! * apart(c, k)
      expected += marginals[c]! * marginals[k]! * apart(c, k)
    }
  }
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected
}

type SquaredDistance = (c: number, k: number) => number

/** δ² of two categories by level, given all values and how often each occurs. */
const squaredDistance: Record<
  MeasurementLevel,
  (values: readonly number[], counts: readonly number[]) => SquaredDistance
> = {
  nominal: () => () => 1,
  interval: (values) => (c, k) => (values[c]! - values[k]!) ** 2,
  ratio: (values) => (c, k) => ((values[c]! - values[k]!) / (values[c]! + values[k]!)) ** 2,
  ordinal: (values, counts) => {
    // Σ_{g=c..k} n_g − (n_c+n_k)/2: the distance of the two categories' middles when all values stand in a row.
    const order = values.map((_, c) => c).sort((a, b) => values[a]! - values[b]!)
    const middles = new Array<number>(values.length)
    let before = 0
    for (const c of order) {
      middles[c] = before + counts[c]! / 2
      before += counts[c]!
    }
    return (c, k) => (middles[c]! - middles[k]!) ** 2
  },
}
