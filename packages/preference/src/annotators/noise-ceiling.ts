import { requireThat } from '../numerics/require-that.ts'

/** How well single votes on pairs can be predicted at all. Each is null where there are no votes for it. */
export interface NoiseCeiling {
  /** Always voting with the majority of the very votes that are predicted: cannot be beaten, and flatters few votes. */
  bestPossibleAccuracy: number | null
  /** The mean over pairs of P(two annotators agree). */
  pairAgreement: number | null
  /** A vote against the majority of the others (a split counts by its share), the mean over votes. */
  leaveOneOut: number | null
  /**
   * What a perfect model scores on single votes if every vote is right with one probability p: pairAgreement =
   * p² + (1−p)², so p = (1+√(2a−1))/2. Agreement itself is not the ceiling. Null below one half.
   */
  perfectModelAccuracy: number | null
}

/** From the votes for the first and the second of each pair, ties left out. */
export function noiseCeiling(votes: readonly (readonly [first: number, second: number])[]): NoiseCeiling {
  requireThat(
    votes.flat().every((count) => Number.isInteger(count) && count >= 0),
    'Votes must be whole numbers from 0.',
  )
  const total = sum(votes, ([first, second]) => first + second)
  const shared = votes.filter(([first, second]) => first + second > 1)
  const sharedVotes = sum(shared, ([first, second]) => first + second)
  const agreement = shared.length === 0 ? null : sum(shared, agreementOn) / shared.length
  return {
    bestPossibleAccuracy: total === 0 ? null : sum(votes, ([first, second]) => Math.max(first, second)) / total,
    pairAgreement: agreement,
    leaveOneOut: sharedVotes === 0 ? null : sum(shared, withTheOthers) / sharedVotes,
    perfectModelAccuracy: agreement === null ? null : noiseCeilingOfAgreement(agreement),
  }
}

/** (1+√(2a−1))/2: how often votes are right if each is with one probability and two agree with probability a; null below ½. */
export function noiseCeilingOfAgreement(agreement: number): number | null {
  return agreement < 0.5 ? null : (1 + Math.sqrt(2 * agreement - 1)) / 2
}

type Votes = readonly [first: number, second: number]

function agreementOn([first, second]: Votes): number {
  const all = first + second
  return (first * (first - 1) + second * (second - 1)) / (all * (all - 1))
}

/** How many of a pair's votes go with the majority of the others. */
function withTheOthers([first, second]: Votes): number {
  const share = (own: number, other: number) => own * (own - 1 > other ? 1 : own - 1 === other ? 0.5 : 0)
  return share(first, second) + share(second, first)
}

function sum(votes: readonly Votes[], of: (votes: Votes) => number): number {
  return votes.reduce((total, each) => total + of(each), 0)
}
