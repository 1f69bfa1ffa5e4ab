import type { PairedDifference, RankingRecord, RewardReport } from '@plackett/contracts'
import { spearman } from '@plackett/preference'
import { type Scorer, scoreRankings } from './evaluate-reward-model.ts'
import { pairedDifferenceOf } from './report/baselines.ts'
import { judgedPairs, type Rewards, rightnessOf } from './report/judged-pairs.ts'
import { rewardReport } from './report/reward-report.ts'

/** Two models on the same rankings. */
export interface RewardModelsCompared {
  first: RewardReport
  second: RewardReport
  /** By how much the first is right more often; null without a strict pair. */
  difference: PairedDifference | null
  /** Share of the strict pairs that both order alike. */
  agreement: number | null
  onlyFirstRight: number
  onlySecondRight: number
  /** Spearman's correlation of their rewards over all completions that both can score; null for fewer than two. */
  rewardCorrelation: number | null
}

/** Scores the rankings with both models and says which is right more often, and whether that could be chance. */
export async function compareRewardModels(
  scorers: readonly [first: Scorer, second: Scorer],
  rankings: readonly RankingRecord[],
  options: { signal?: AbortSignal } = {},
): Promise<RewardModelsCompared> {
  const first = await scoreRankings(scorers[0], rankings, options)
  const second = await scoreRankings(scorers[1], rankings, options)
  const pairs = judgedPairs(rankings, first)
  const others = judgedPairs(rankings, second)
  const right = new Map(pairs.map((pair, at) => [pair, others[at]!.right]))
  const alike = pairs.filter(({ difference }, at) => {
    return rightnessOf(difference) === rightnessOf(others[at]!.difference)
  })
  return {
    first: await rewardReport(rankings, first),
    second: await rewardReport(rankings, second),
    difference: pairedDifferenceOf(pairs, (pair) => right.get(pair)!),
    agreement: pairs.length === 0 ? null : alike.length / pairs.length,
    onlyFirstRight: pairs.filter((pair) => pair.right === 1 && right.get(pair)! < 1).length,
    onlySecondRight: pairs.filter((pair) => pair.right < 1 && right.get(pair) === 1).length,
    rewardCorrelation: correlationOf(first, second),
  }
}

function correlationOf(first: Rewards, second: Rewards): number | null {
  const both = first.flatMap((row, at) => row.map((reward, of) => [reward, second[at]![of]!] as const))
  const scored = both.filter((each): each is [number, number] => each[0] !== null && each[1] !== null)
  if (scored.length < 2) return null
  return spearman(
    scored.map(([one]) => one),
    scored.map(([, other]) => other),
  )
}
