import { countsOf } from '../numerics/counts-of.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { midRanks } from './mid-ranks.ts'

/** How far two values are apart: as names, as ranks among all values given, as numbers, or as shares of their sum. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's α = 1 − D_o/D_e: the disagreement of values inside a unit over that of values met by chance.
 * A unit is the list of values that it was given, by whomever; units with one value say nothing and are left out.
 * Null where nothing can be paired or all values are equal. O(N log N), except `ratio`, which is quadratic in the
 * number of distinct values.
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  level: MeasurementLevel = 'interval',
): number | null {
  const pairable = units.filter((unit) => unit.length > 1)
  const values = pairable.flat()
  requireFinite(values, 'Each value')
  requireThat(level !== 'ratio' || values.every((value) => value >= 0), 'Ratio values must not be negative.')
  if (level === 'ordinal') return krippendorffAlpha(inRanks(pairable, values), 'interval')
  const expected = disagreement[level](values) / (values.length - 1)
  if (values.length === 0 || expected === 0) return null
  const observed = pairable.reduce((sum, unit) => sum + disagreement[level](unit) / (unit.length - 1), 0)
  return 1 - observed / expected
}

/** Σ over ordered pairs of a list of δ²: the same sum serves one unit and, by chance, all values together. */
const disagreement: Record<Exclude<MeasurementLevel, 'ordinal'>, (values: readonly number[]) => number> = {
  nominal: (values) => [...countsOf(values).values()].reduce((sum, count) => sum + count * (values.length - count), 0),
  // Σ_{i,j} (x_i − x_j)² = 2 n Σ (x_i − mean)²
  interval: (values) =>
    values.every((value) => value === values[0]) ? 0 : 2 * values.length * squaredDeviations(values),
  ratio: (values) => {
    const counts = [...countsOf(values)]
    const apart = (a: number, b: number) => (a === b ? 0 : ((a - b) / (a + b)) ** 2)
    return counts.reduce((sum, [a, n]) => sum + counts.reduce((row, [b, m]) => row + n * m * apart(a, b), 0), 0)
  },
}

/** The ordinal distance Σ_{g=c..k} n_g − (n_c+n_k)/2 is the difference of the two values' mid-ranks among all values. */
function inRanks(units: readonly (readonly number[])[], values: readonly number[]): number[][] {
  const ranks = midRanks(values)
  const rankOf = new Map(values.map((value, index) => [value, ranks[index]!]))
  return units.map((unit) => unit.map((value) => rankOf.get(value)!))
}
