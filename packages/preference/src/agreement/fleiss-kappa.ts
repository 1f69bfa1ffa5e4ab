import { requireThat } from '../numerics/require-that.ts'
import { rawAgreement } from './raw-agreement.ts'

/**
 * Fleiss' κ of units given as counts per category, each with the same number of values (two or more).
 * Null where only one category occurs, or there are no units.
 */
export function fleissKappa(units: readonly (readonly number[])[]): number | null {
  const sizes = units.map((counts) => counts.reduce((sum, count) => sum + count, 0))
  requireThat(
    sizes.every((size) => size === sizes[0] && size > 1),
    'Fleiss’ κ needs the same number of values, at least two, for every unit.',
  )
  const observed = rawAgreement(units)
  if (observed === null) return null
  const total = units.length * sizes[0]!
  const shares = units[0]!.map((_, category) => units.reduce((sum, counts) => sum + counts[category]!, 0) / total)
  if (shares.includes(1)) return null
  const chance = shares.reduce((sum, share) => sum + share ** 2, 0)
  return (observed.meanOfUnits - chance) / (1 - chance)
}
