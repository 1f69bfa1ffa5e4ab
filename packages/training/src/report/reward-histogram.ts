import type { Evaluation, RankingRecord } from '@plackett/contracts'
import type { Rewards } from './judged-pairs.ts'

const bins = 24

/** Rewards of the best of each ranking beside those of the others; null where nothing is scored or all is alike. */
export function rewardHistogramOf(records: readonly RankingRecord[], rewards: Rewards): Evaluation['histogram'] {
  const all = records.flatMap(({ ranks }, at) => {
    const first = Math.min(...ranks)
    return ranks.flatMap((rank, of) => {
      const reward = rewards[at]![of]!
      return reward === null ? [] : [{ reward, isBest: rank === first }]
    })
  })
  const low = all.reduce((least, { reward }) => Math.min(least, reward), Number.POSITIVE_INFINITY)
  const high = all.reduce((most, { reward }) => Math.max(most, reward), Number.NEGATIVE_INFINITY)
  if (!(high > low)) return null
  const width = (high - low) / bins
  const counts = (isBest: boolean) => {
    const found = new Array<number>(bins).fill(0)
    for (const each of all)
      if (each.isBest === isBest) found[Math.min(Math.floor((each.reward - low) / width), bins - 1)]!++
    return found
  }
  const edges = Array.from({ length: bins + 1 }, (_, bin) => (bin === bins ? high : low + bin * width))
  return { edges, best: counts(true), others: counts(false) }
}
