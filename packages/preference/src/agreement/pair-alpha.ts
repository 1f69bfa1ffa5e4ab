import { type AlphaSample, TaskKinds } from './alpha-sample.ts'
import { alphaOfCoincidences, type Coincidences, coincidences } from './coincidences.ts'
import type { PairVotes } from './pair-votes.ts'

/** `interval`: a tie is half way between the two preferences. `nominal`: it is as far from each as they are. */
export type PairLevel = 'interval' | 'nominal'

/** First preferred, tied, second preferred. */
export const pairValues: readonly number[] = [1, 0, -1]

/**
 * Krippendorff's α with (task, pair of completions) as the unit and −1, 0, 1 as the values. Each pair counts in both
 * directions, so that nothing depends on which completion is named first; for strict rankings by everybody this is the
 * mean Kendall τ between two annotators up to O(1/n). Null where no pair has two votes, or all votes are ties.
 */
export function pairAlpha(votes: Iterable<PairVotes>, level: PairLevel = 'interval'): number | null {
  return alphaOfCoincidences(pairCoincidences(votes), pairValues, level)
}

/** The votes by task, ready for an interval over tasks. */
export function pairAlphaSample(tasks: Iterable<readonly PairVotes[]>, level: PairLevel = 'interval'): AlphaSample {
  const kinds = new TaskKinds()
  for (const votes of tasks) kinds.add(pairCoincidences(votes))
  return { values: pairValues, level, kinds: kinds.all() }
}

/** The coincidences of votes with every pair named both ways round: the matrix and itself turned by half. */
export function pairCoincidences(votes: Iterable<PairVotes>): Coincidences {
  const matrix = coincidences(votes, pairValues.length)
  return matrix.map((entry, at) => entry + matrix[matrix.length - 1 - at]!)
}
