import type { NgramVector } from '@plackett/models'
import { tallyPairs } from '../report/tally-pairs.ts'
import type { RankedRow } from './ranked-texts.ts'
import type { Stop } from './run-training.ts'
import { scoreVectors } from './score-vectors.ts'

/** The mean log loss over rankings, by their weights, and the accuracy over strict pairs; null where there are none. */
export interface Judgement {
  loss: number | null
  accuracy: number | null
}

export interface Judged {
  graph: Uint8Array
  vectors: readonly NgramVector[]
  rankings: readonly RankedRow[]
  signal?: Stop
}

/** How well a score graph orders rankings over `vectors`. */
export async function judge({ graph, vectors, rankings, signal }: Judged): Promise<Judgement> {
  const used = [...new Set(rankings.flatMap(({ texts }) => texts))]
  const rewards = await scoreVectors(
    graph,
    used.map((text) => vectors[text]!),
    signal,
  )
  const rewardOf = new Map(used.map((text, at) => [text, rewards[at]!]))
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
