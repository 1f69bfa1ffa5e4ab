import { tieCorrection } from '../agreement/kendall-w.ts'
import { midRanks } from '../agreement/mid-ranks.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { chiSquareTail } from '../numerics/upper-gamma.ts'

export interface SlotTest {
  rankings: number
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
  if (ranksBySlot.length === 0) return null
  const tally = new SlotTally(ranksBySlot[0]!.length)
  for (const ranks of ranksBySlot) tally.add(ranks)
  return tally.result()
}

/** The same, counted ranking by ranking in memory that does not grow. */
export class SlotTally {
  readonly #sums: number[]
  #rankings = 0
  #ties = 0

  constructor(slots: number) {
    requireThat(slots >= 2, 'Position needs two slots at least.')
    this.#sums = new Array<number>(slots).fill(0)
  }

  /** Adds a ranking: the rank of what was shown in each slot. */
  add(ranks: readonly number[]): void {
    requireThat(ranks.length === this.#sums.length, 'All rankings must have the same number of slots.')
    requireFinite(ranks, 'Each rank')
    const ranked = midRanks(ranks)
    this.#rankings++
    this.#ties += tieCorrection(ranked)
    for (const [slot, rank] of ranked.entries()) this.#sums[slot]! += rank
  }

  /** Null without rankings. */
  result(): SlotTest | null {
    const rankings = this.#rankings
    const slots = this.#sums.length
    if (rankings === 0) return null
    const scale = rankings * slots * (slots + 1) - this.#ties / (slots - 1)
    const chiSquare = scale > 1e-9 ? (12 * squaredDeviations(this.#sums)) / scale : null
    return {
      rankings,
      meanRank: this.#sums.map((sum) => sum / rankings),
      chiSquare,
      degrees: slots - 1,
      p: chiSquare === null ? null : chiSquareTail(chiSquare, slots - 1),
    }
  }
}
