import { countsOf } from '../numerics/counts-of.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'

/** How much a disagreement counts: all the same, or by how many categories apart (or its square). */
export type KappaWeights = 'unweighted' | 'linear' | 'quadratic'

/**
 * Cohen's κ = 1 − Σ d o / Σ d e of two annotators' values on the same units; categories are the values that occur, in
 * ascending order. Null where both give one and the same value throughout, or there are no units.
 */
export function cohenKappa(
  a: readonly number[],
  b: readonly number[],
  weights: KappaWeights = 'unweighted',
): number | null {
  requireThat(a.length === b.length, 'Both annotators must have a value for each unit.')
  requireFinite([...a, ...b], 'Each value')
  const categories = [...new Set([...a, ...b])].sort((x, y) => x - y)
  const indexOf = new Map(categories.map((value, index) => [value, index]))
  const distance = (x: number, y: number) => weightOf[weights](Math.abs(indexOf.get(x)! - indexOf.get(y)!))
  const observed = a.reduce((sum, value, unit) => sum + distance(value, b[unit]!), 0)
  const countsA = countsOf(a)
  const countsB = countsOf(b)
  let expected = 0
  for (const [x, n] of countsA) for (const [y, m] of countsB) expected += n * m * distance(x, y)
  return expected === 0 ? null : 1 - (observed * a.length) / expected
}

const weightOf: Record<KappaWeights, (apart: number) => number> = {
  unweighted: (apart) => (apart === 0 ? 0 : 1),
  linear: (apart) => apart,
  quadratic: (apart) => apart ** 2,
}
