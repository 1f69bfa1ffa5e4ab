import type { RankingRecord, RewardReport } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'
import { bootstrapShare, type Share } from './bootstrap-share.ts'
import { type BesideRewards, evaluationOf } from './evaluation.ts'
import { humanCeiling } from './human-ceiling.ts'
import { lengthOf, type Rewards } from './judged-pairs.ts'
import { correlation, momentsOf } from './moments.ts'
import { tallyPairs } from './tally-pairs.ts'

/**
 * What rewards are worth on rankings: `rewards[i][k]` is that of completion k of ranking i, null where it cannot be
 * scored. Log loss is the mean over rankings of the mean −ln σ over their strict pairs; mean, deviation and correlation
 * of rewards are over different prompts and completions.
 */
export async function rewardReport(
  records: readonly RankingRecord[],
  rewards: Rewards,
  beside: BesideRewards = {},
): Promise<RewardReport> {
  const lengths = records.map(({ completions }) => completions.map(({ text }) => lengthOf(text)))
  const groups = records.map(groupOf)
  const tallies = records.map(({ ranks }, at) => tallyPairs(ranks, rewards[at]!))
  const baselines = records.map(({ ranks }, at) => tallyPairs(ranks, lengths[at]!))
  const losses = tallies.flatMap(({ logLoss }) => (logLoss === null ? [] : [logLoss]))
  const scored = distinctScored(records, rewards)
  const moments = momentsOf(scored.map(({ reward }) => reward))
  return {
    accuracy: await bootstrapShare(byGroup(groups, tallies)),
    lengthBaseline: await bootstrapShare(byGroup(groups, baselines)),
    humanCeiling: await humanCeiling(records),
    logLoss: losses.length > 0 ? momentsOf(losses).mean : null,
    lengthCorrelation: correlation(
      scored.map(({ reward }) => reward),
      scored.map(({ length }) => Math.log1p(length)),
    ),
    rewardMean: moments.mean,
    rewardDeviation: moments.deviation,
    pairs: tallies.reduce((sum, { pairs }) => sum + pairs, 0),
    prompts: new Set(records.map(({ prompt }) => JSON.stringify(prompt))).size,
    rankings: records.length,
    evaluation: await evaluationOf(records, rewards, { ...beside, scored }),
  }
}

function byGroup(groups: readonly string[], tallies: readonly Share[]): Share[] {
  const units = new Map<string, Share>()
  for (const [at, { right, pairs }] of tallies.entries()) {
    const unit = units.get(groups[at]!) ?? { right: 0, pairs: 0 }
    units.set(groups[at]!, { right: unit.right + right, pairs: unit.pairs + pairs })
  }
  return [...units.values()]
}

function distinctScored(records: readonly RankingRecord[], rewards: Rewards): { reward: number; length: number }[] {
  const found = new Map<string, { reward: number; length: number }>()
  for (const [at, { prompt, completions }] of records.entries()) {
    const promptKey = JSON.stringify(prompt)
    for (const [of, { text }] of completions.entries()) {
      const reward = rewards[at]![of]
      if (reward !== null && reward !== undefined)
        found.set(`${promptKey}\n${text}`, { reward, length: lengthOf(text) })
    }
  }
  return [...found.values()]
}
