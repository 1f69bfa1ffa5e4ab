import type { RewardTrainingConfig } from '@plackett/contracts'
import {
  davidsonLuceObjective,
  davidsonObjective,
  listwiseObjective,
  pairwiseObjective,
  type RewardObjective,
  raoKupperObjective,
} from '@plackett/models'

const builders = {
  pairwise: ({ margin = 0, labelSmoothing = 0, centring = 0 }) =>
    pairwiseObjective({ marginPerRank: margin, labelSmoothing, centring }),
  listwise: () => listwiseObjective(),
  davidson: () => davidsonObjective(),
  'rao-kupper': () => raoKupperObjective(),
  'davidson-luce': () => davidsonLuceObjective(),
} satisfies Record<RewardTrainingConfig['objective'], (config: RewardTrainingConfig) => RewardObjective>

/** What a run learns from rankings. */
export function objectiveOf(config: RewardTrainingConfig): RewardObjective {
  return builders[config.objective](config)
}
