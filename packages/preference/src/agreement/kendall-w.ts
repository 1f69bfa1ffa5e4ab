import { countsOf } from '../numerics/counts-of.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { midRanks } from './mid-ranks.ts'

/**
 * Kendall's coefficient of concordance of m annotators who each ranked the same n completions:
 * W = 12 S / (m²(n³−n) − m Σ_j T_j), S the squared deviations of the rank sums, T_j = Σ(t³−t) over an annotator's ties.
 * Null where everybody tied everything, or where there is nothing to rank.
 */
export function kendallW(rankings: readonly (readonly number[])[]): number | null {
  const annotators = rankings.length
  const items = rankings[0]?.length ?? 0
  requireThat(
    rankings.every((ranks) => ranks.length === items),
    'All annotators must have ranked the same completions.',
  )
  requireFinite(rankings.flat(), 'Each rank')
  const ranked = rankings.map(midRanks)
  const ties = ranked.reduce((sum, ranks) => sum + tieCorrection(ranks), 0)
  const range = annotators ** 2 * (items ** 3 - items) - annotators * ties
  return range === 0 ? null : (12 * squaredDeviations(rankSums(ranked))) / range
}

/** Σ (t³ − t) over the groups of equal values. */
export function tieCorrection(values: readonly number[]): number {
  return [...countsOf(values).values()].reduce((sum, size) => sum + size ** 3 - size, 0)
}

/** The sum of each item's ranks over the annotators. */
export function rankSums(rankings: readonly (readonly number[])[]): number[] {
  const items = rankings[0]?.length ?? 0
  return Array.from({ length: items }, (_, item) => rankings.reduce((sum, ranks) => sum + ranks[item]!, 0))
}
