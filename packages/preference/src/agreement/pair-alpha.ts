import type { AlphaSample } from './alpha-sample.ts'
import { alphaOfCoincidences, type Coincidences, coincidences } from './coincidences.ts'
import type { PairVotes } from './pair-votes.ts'

/** `interval`: a tie is half way between the two preferences. `nominal`: it is as far from each as they are. */
export type PairLevel = 'interval' | 'nominal'

/** First preferred, tied, second preferred. */
const values = [1, 0, -1]

/**
 * Krippendorff's α with (task, pair of completions) as the unit and −1, 0, 1 as the values. Each pair counts in both
 * directions, so that nothing depends on which completion is named first; for strict rankings by everybody this is the
 * mean Kendall τ between two annotators up to O(1/n). Null where no pair has two votes, or all votes are ties.
 */
export function pairAlpha(votes: Iterable<PairVotes>, level: PairLevel = 'interval'): number | null {
  return alphaOfCoincidences(inBothDirections(coincidences(votes, 3)), values, level)
}

/** The votes by task, ready for an interval over tasks. */
export function pairAlphaSample(tasks: readonly (readonly PairVotes[])[], level: PairLevel = 'interval'): AlphaSample {
  return { values, level, groups: tasks.map((votes) => inBothDirections(coincidences(votes, 3))) }
}

/** Adds the same votes with every pair named the other way round: the matrix turned by half. */
function inBothDirections(matrix: Coincidences): Coincidences {
  return matrix.map((entry, at) => entry + matrix[matrix.length - 1 - at]!)
}
