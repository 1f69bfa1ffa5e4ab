import type {
  CompareRewardModelsInput,
  PairedDifference,
  RewardModel,
  RewardModelComparison,
} from '@plackett/contracts'
import { compareByGroup, pcg32 } from '@plackett/preference'
import type { Scope } from '../scope/scope.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { rewardModelOf } from './reward-model-of.ts'

/** Two versions side by side and, where their reports are about the same rankings, by how much they differ. */
export async function compareRewardModels(
  scope: Scope,
  { firstId, secondId }: CompareRewardModelsInput,
): Promise<RewardModelComparison> {
  const first = rewardModelOf(await loadRewardModel(scope, 'reward-model:view', firstId))
  const second = rewardModelOf(await loadRewardModel(scope, 'reward-model:view', secondId))
  return { first, second, difference: differenceBetween(first, second) }
}

/** Draws, fewer where there are very many groups: a request must not keep others waiting. */
const fewRounds = 400
const rounds = 2_000
const manyGroups = 2_000

function differenceBetween({ report: one }: RewardModel, { report: other }: RewardModel): PairedDifference | null {
  const [first, second] = [one.evaluation?.tallies, other.evaluation?.tallies]
  if (!first || !second || first.data !== second.data) return null
  const groups = first.pairs.map((pairs, at) => ({ first: first.right[at]!, second: second.right[at]!, pairs }))
  const draws = groups.length > manyGroups ? fewRounds : rounds
  const found = compareByGroup(groups, { rounds: draws, random: pcg32(1) })
  if (found === null) return null
  const { difference, lower, upper, p } = found
  const pairs = first.pairs.reduce((sum, count) => sum + count, 0)
  return { difference, low: lower, high: upper, p, groups: groups.length, pairs }
}
