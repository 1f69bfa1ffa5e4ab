import { comparisonsOf, type Ranks } from '../comparisons/comparisons-of.ts'
import { requireThat } from '../numerics/require-that.ts'

export interface GoldScore {
  /** Strict pairs of the gold ranking that the answer puts in the same order; a tie there is a miss. */
  concordant: number
  strict: number
  /** concordant / strict; null where the gold ranking ties everything. */
  score: number | null
}

/** Compares an answer with the gold ranking of the same completions. */
export function scoreGold(gold: Ranks, answer: Ranks): GoldScore {
  requireThat(gold.length === answer.length, 'The answer and the gold ranking must be about the same completions.')
  const pairs = comparisonsOf(gold).strict
  const concordant = pairs.filter(({ better, worse }) => {
    const [above, below] = [answer[better]!, answer[worse]!]
    return above !== null && below !== null && above < below
  }).length
  return { concordant, strict: pairs.length, score: pairs.length === 0 ? null : concordant / pairs.length }
}
