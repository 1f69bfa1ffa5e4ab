import { tallyPairs } from '../report/tally-pairs.ts'
import type { RankedRow } from './ranked-texts.ts'

/** The mean log loss over rankings, by their weights, and the accuracy over strict pairs; null where there are none. */
export interface Judgement {
  loss: number | null
  accuracy: number | null
}

/** How well rewards order rankings. They are asked for by the rows that the rankings stand over, each once. */
export async function judge(
  rankings: readonly RankedRow[],
  score: (rows: readonly number[]) => Promise<ArrayLike<number>>,
): Promise<Judgement> {
  const rows = [...new Set(rankings.flatMap(({ texts }) => texts))]
  const rewards = await score(rows)
  const rewardOf = new Map(rows.map((row, at) => [row, rewards[at]!]))
  let loss = 0
  let weights = 0
  let right = 0
  let pairs = 0
  for (const { texts, ranks, weight } of rankings) {
    const tally = tallyPairs(
      ranks,
      texts.map((text) => rewardOf.get(text)!),
    )
    right += tally.right
    pairs += tally.pairs
    if (tally.logLoss === null) continue
    loss += weight * tally.logLoss
    weights += weight
  }
  return { loss: weights > 0 ? loss / weights : null, accuracy: pairs > 0 ? right / pairs : null }
}
