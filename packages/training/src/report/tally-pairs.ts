import { comparisonsOf } from '@plackett/preference'
import { differenceOf, rightnessOf } from './judged-pairs.ts'

/** −ln σ(d) for the difference of the better and the worse reward, without overflow. */
export function pairLogLoss(difference: number): number {
  return Math.log1p(Math.exp(-Math.abs(difference))) + Math.max(-difference, 0)
}

export interface PairTally {
  /** Strict pairs, and of those the ones that rewards order rightly; equal or missing rewards are right by half. */
  pairs: number
  right: number
  /** Mean −ln σ over the pairs that have both rewards; null where none has. */
  logLoss: number | null
}

/** How rewards agree with one ranking. A null reward is a completion that cannot be scored. */
export function tallyPairs(ranks: readonly number[], rewards: readonly (number | null)[]): PairTally {
  const { strict } = comparisonsOf(ranks)
  let right = 0
  let loss = 0
  let scored = 0
  for (const { better, worse } of strict) {
    const difference = differenceOf(rewards[better]!, rewards[worse]!)
    right += rightnessOf(difference)
    if (difference === null) continue
    loss += pairLogLoss(difference)
    scored++
  }
  return { pairs: strict.length, right, logLoss: scored > 0 ? loss / scored : null }
}
