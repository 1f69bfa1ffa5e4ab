import { requireThat } from '../numerics/require-that.ts'

/**
 * What a vote that is right with probability p weighs against one that is always right: 2p − 1, the slope of its expectation
 * in the truth (a coin weighs nothing, and so does who is wrong more often than right), to two digits.
 */
export function reliabilityWeight(reliability: number): number {
  requireThat(reliability >= 0 && reliability <= 1, 'A reliability must lie between 0 and 1.')
  return Math.round(100 * Math.max(0, 2 * reliability - 1)) / 100
}
