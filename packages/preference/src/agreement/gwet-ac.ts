import { requireFinite } from '../numerics/require-that.ts'

/** AC1 counts any difference alike; AC2 gives credit to near values, by distance or its square. */
export type GwetWeights = 'identity' | 'linear' | 'quadratic'

/**
 * Gwet's AC1 and AC2, which stay sensible where almost all values are equal. A unit is the list of its values; a unit
 * with one value counts in the shares of the categories only. Null where nothing is paired or one value occurs.
 */
export function gwetAc(units: readonly (readonly number[])[], weights: GwetWeights = 'identity'): number | null {
  requireFinite(units.flat(), 'Each value')
  const given = units.filter((unit) => unit.length > 0)
  const paired = given.filter((unit) => unit.length > 1)
  const categories = [...new Set(given.flat())].sort((a, b) => a - b)
  if (paired.length === 0 || categories.length < 2) return null
  const range = categories[categories.length - 1]! - categories[0]!
  const credit = (a: number, b: number) => creditOf[weights](Math.abs(a - b) / range)
  const observed = meanOf(paired, (unit) => pairCredit(unit, credit))
  const total = categories.reduce((sum, a) => sum + categories.reduce((row, b) => row + credit(a, b), 0), 0)
  const spread = categories.reduce((sum, category) => {
    const share = meanOf(given, (unit) => unit.filter((value) => value === category).length / unit.length)
    return sum + share * (1 - share)
  }, 0)
  const chance = (total / (categories.length * (categories.length - 1))) * spread
  return (observed - chance) / (1 - chance)
}

/** The credit of a difference, as a share of the whole range of values. */
const creditOf: Record<GwetWeights, (apart: number) => number> = {
  identity: (apart) => (apart === 0 ? 1 : 0),
  linear: (apart) => 1 - apart,
  quadratic: (apart) => 1 - apart ** 2,
}

/** The mean credit of two values of a unit. */
function pairCredit(unit: readonly number[], credit: (a: number, b: number) => number): number {
  const all = unit.reduce((sum, a) => sum + unit.reduce((row, b) => row + credit(a, b), 0), 0)
  return (all - unit.length) / (unit.length * (unit.length - 1))
}

function meanOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length
}
