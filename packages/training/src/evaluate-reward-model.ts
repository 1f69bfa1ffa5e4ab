import type { Prompt, RankingRecord, RewardReport, ScoreResult } from '@plackett/contracts'
import type { Rewards } from './report/judged-pairs.ts'
import { rewardReport } from './report/reward-report.ts'

/** What gives rewards: a loaded model of @plackett/serving, or anything that scores as it does. */
export interface Scorer {
  score(
    items: readonly { prompt: Prompt; completion: string }[],
    options?: { signal?: AbortSignal },
  ): Promise<ScoreResult[]>
}

interface EvaluateOptions {
  signal?: AbortSignal
}

const rankingsAtOnce = 256

/** Scores the completions of rankings, each different one once, and says what the rewards are worth. */
export async function evaluateRewardModel(
  scorer: Scorer,
  rankings: readonly RankingRecord[],
  options: EvaluateOptions = {},
): Promise<RewardReport> {
  return rewardReport(rankings, await scoreRankings(scorer, rankings, options))
}

/** The reward of each completion of each ranking, null where it cannot be scored. */
export async function scoreRankings(
  scorer: Scorer,
  rankings: readonly RankingRecord[],
  options: EvaluateOptions = {},
): Promise<Rewards> {
  const known = new Map<string, number | null>()
  for (let start = 0; start < rankings.length; start += rankingsAtOnce) {
    const wanted = new Map<string, { prompt: Prompt; completion: string }>()
    for (const { prompt, completions } of rankings.slice(start, start + rankingsAtOnce)) {
      for (const { text } of completions) {
        const key = keyOf(prompt, text)
        if (!known.has(key)) wanted.set(key, { prompt, completion: text })
      }
    }
    const results = await scorer.score([...wanted.values()], options)
    for (const [at, key] of [...wanted.keys()].entries()) known.set(key, results[at]!.reward)
  }
  return rankings.map(({ prompt, completions }) => completions.map(({ text }) => known.get(keyOf(prompt, text))!))
}

function keyOf(prompt: Prompt, completion: string): string {
  return `${JSON.stringify(prompt)}\n${completion}`
}
