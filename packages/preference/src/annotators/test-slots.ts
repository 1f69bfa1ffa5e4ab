import { tieCorrection } from '../agreement/kendall-w.ts'
import { midRanks } from '../agreement/mid-ranks.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { chiSquareTail } from '../numerics/upper-gamma.ts'

export interface SlotTest {
  /** Mean mid-rank of what was shown in each slot; (K+1)/2 everywhere if position does not matter. */
  meanRank: number[]
  /** Null where everything was tied. */
  chiSquare: number | null
  degrees: number
  p: number | null
}

/**
 * Does the slot in which a completion was shown change its rank? Friedman's statistic with tasks as blocks,
 * 12 Σ (R_j − n(K+1)/2)² / (nK(K+1) − Σ(t³−t)/(K−1)), χ² with K−1 degrees of freedom. Rows are rankings, columns slots.
 * Null without rankings. Slots must have been shuffled, or it measures the completions.
 */
export function testSlots(ranksBySlot: readonly (readonly number[])[]): SlotTest | null {
  const rankings = ranksBySlot.length
  if (rankings === 0) return null
  const slots = ranksBySlot[0]!.length
  requireThat(slots >= 2, 'Position needs two slots at least.')
  requireThat(
    ranksBySlot.every((ranks) => ranks.length === slots),
    'All rankings must have the same number of slots.',
  )
  requireFinite(ranksBySlot.flat(), 'Each rank')
  const ranked = ranksBySlot.map(midRanks)
  const sums = Array.from({ length: slots }, (_, slot) => ranked.reduce((sum, ranks) => sum + ranks[slot]!, 0))
  const ties = ranked.reduce((sum, ranks) => sum + tieCorrection(ranks), 0)
  const scale = rankings * slots * (slots + 1) - ties / (slots - 1)
  const chiSquare = scale > 1e-9 ? (12 * squaredDeviations(sums)) / scale : null
  return {
    meanRank: sums.map((sum) => sum / rankings),
    chiSquare,
    degrees: slots - 1,
    p: chiSquare === null ? null : chiSquareTail(chiSquare, slots - 1),
  }
}
