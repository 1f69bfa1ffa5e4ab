import type { Random } from '../numerics/pcg32.ts'

/** A vote on a pair of completions: the first preferred, tied, the second preferred. */
export type PairLabel = 0 | 1 | 2

/**
 * Turns each pair round, or not, by the toss of a coin, with all its votes: after it no class of estimateConfusions is
 * favoured by the order in which pairs happen to be named. `turned` says which pairs to turn back.
 */
export function orientAtRandom<Vote extends { task: number; label: PairLabel }>(
  votes: readonly Vote[],
  { pairs, random }: { pairs: number; random: Random },
): { votes: Vote[]; turned: boolean[] } {
  const turned = Array.from({ length: pairs }, () => random() < 0.5)
  return {
    turned,
    votes: votes.map((vote) => (turned[vote.task] ? { ...vote, label: (2 - vote.label) as PairLabel } : vote)),
  }
}
