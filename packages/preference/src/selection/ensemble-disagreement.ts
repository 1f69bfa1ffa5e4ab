import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { binaryEntropy, evenness } from './binary-entropy.ts'

/** How an ensemble of reward models judges one pair of completions. */
export interface PairDisagreement {
  i: number
  j: number
  /** Mean over members of σ(r_i − r_j), and its variance (divided by their number). */
  meanP: number
  varianceP: number
  /** 1 − 2|meanP − ½|: fooled by pairs that are a toss-up to every member. */
  evenness: number
  /** Entropy of meanP, and the mean of the members' own, in nats. */
  entropy: number
  meanEntropy: number
  /** entropy − meanEntropy (BALD): what asking would teach about the model rather than about noise. */
  bald: number
}

/** All pairs i < j of a prompt's completions, from rewards by member and completion. */
export function ensembleDisagreement(rewards: readonly (readonly number[])[]): PairDisagreement[] {
  const completions = rewards[0]?.length ?? 0
  requireThat(
    rewards.every((row) => row.length === completions),
    'All members must have scored the same completions.',
  )
  requireFinite(rewards.flat(), 'Each reward')
  const pairs: PairDisagreement[] = []
  for (let i = 0; i < completions; i++) {
    for (let j = i + 1; j < completions; j++) pairs.push(disagreementOn(rewards, i, j))
  }
  return pairs
}

function disagreementOn(rewards: readonly (readonly number[])[], i: number, j: number): PairDisagreement {
  const p = rewards.map((row) => sigmoid(row[i]! - row[j]!))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanP = mean(p)
  const entropy = binaryEntropy(meanP)
  const meanEntropy = mean(p.map(binaryEntropy))
  return {
    i,
    j,
    meanP,
    varianceP: mean(p.map((value) => (value - meanP) ** 2)),
    evenness: evenness(meanP),
    entropy,
    meanEntropy,
    bald: entropy - meanEntropy,
  }
}
