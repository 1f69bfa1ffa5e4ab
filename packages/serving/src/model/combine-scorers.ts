import type { ScoreResult } from '@plackett/contracts'
import type { RewardScorer, ScoreItem, ScoreOptions } from './reward-scorer.types.ts'

export interface WeightedScorer {
  scorer: RewardScorer
  weight: number
}

/**
 * Several models as one: the reward is the weighted sum of theirs, and each is answered beside it. Of an ensemble, whose
 * weights are equal and sum to 1, the standard deviation of its members says how sure it is. What one of them cannot score
 * has no reward.
 */
export function combineScorers(reference: string, members: readonly WeightedScorer[]): RewardScorer {
  return {
    reference,
    score: (items, options) => scoreByAll(members, items, options),
    close: async () => {
      await Promise.all(members.map(({ scorer }) => scorer.close()))
    },
  }
}

async function scoreByAll(
  members: readonly WeightedScorer[],
  items: readonly ScoreItem[],
  options?: ScoreOptions,
): Promise<ScoreResult[]> {
  const byMember = await Promise.all(members.map(({ scorer }) => scorer.score(items, options)))
  return items.map((_, at) =>
    combined(
      members,
      byMember.map((results) => results[at]!),
    ),
  )
}

function combined(members: readonly WeightedScorer[], results: readonly ScoreResult[]): ScoreResult {
  const refused = results.find((result) => result.reward === null)
  if (refused) return refused
  const rewards = results.map(({ reward }) => reward!)
  const reward = rewards.reduce((sum, member, at) => sum + members[at]!.weight * member, 0)
  const isCut = results.some((result) => result.reward !== null && result.truncated === true)
  return {
    reward,
    ...(isCut && { truncated: true }),
    ...(isEnsemble(members) && { standardDeviation: deviationOf(rewards, reward) }),
    members: members.map(({ scorer }, at) => ({ model: scorer.reference, reward: rewards[at]! })),
  }
}

function isEnsemble(members: readonly WeightedScorer[]): boolean {
  return members.every(({ weight }) => weight === 1 / members.length)
}

/** Of the members themselves, not an estimate for others like them. */
function deviationOf(rewards: readonly number[], mean: number): number {
  return Math.sqrt(rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) / rewards.length)
}
