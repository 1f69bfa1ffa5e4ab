import type { PairVotes } from './pair-votes.ts'

export interface PairAgreement {
  /** agreed / pairs; null where no two annotators decided the same pair. */
  share: number | null
  agreed: number
  /** Pairs of votes: two annotators who both decided the same pair of completions. */
  pairs: number
}

/** How often two annotators who both prefer one of a pair prefer the same one. Ties are neither agreement nor disagreement. */
export function pairAgreement(votes: Iterable<PairVotes>): PairAgreement {
  let agreed = 0
  let pairs = 0
  for (const [first, , second] of votes) {
    agreed += pairsAmong(first) + pairsAmong(second)
    pairs += pairsAmong(first + second)
  }
  return { share: pairs === 0 ? null : agreed / pairs, agreed, pairs }
}

function pairsAmong(count: number): number {
  return (count * (count - 1)) / 2
}
