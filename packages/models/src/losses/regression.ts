import type { GraphBuilder, Value } from '@plackett/onnx'
import { float32s, int64s, type RankedTexts, type RewardObjective, rankingShares, weightWhere } from './objective.ts'

export interface RatedInputs {
  readonly predicted: Value
  readonly ratings: Value
}

/** e² for each, e = predicted − rating. */
export function squaredErrors(g: GraphBuilder, { predicted, ratings }: RatedInputs): Value {
  const error = g.sub(predicted, ratings)
  return g.mul(error, error)
}

/** Huber (1964): ½ e² within δ, δ (|e| − ½ δ) beyond, for each; written c (|e| − ½ c) with c = min(|e|, δ). */
export function huberErrors(g: GraphBuilder, { predicted, ratings }: RatedInputs, delta: number): Value {
  const size = g.abs(g.sub(predicted, ratings))
  const near = g.lessOrEqual(size, delta)
  return g.where(near, g.mul(g.mul(size, size), 0.5), g.mul(g.sub(size, delta / 2), delta))
}

export interface RegressionSettings {
  /** Beyond which error a rating pulls no harder; null for squared errors. */
  readonly huberDelta: number | null
}

/** Rewards that predict ratings; each ranking counts the same, its texts alike. Texts without a rating are left out. */
export function regressionObjective({ huberDelta }: RegressionSettings): RewardObjective {
  return {
    name: 'regression',
    inputs: [
      { name: 'rated_text', type: 'int64', shape: ['rated'] },
      { name: 'rating', type: 'float32', shape: ['rated'] },
      { name: 'rating_weight', type: 'float32', shape: ['rated'] },
    ],
    isShiftInvariant: false,
    weightOf: ratingWeight,
    targets: ratingTensors,
    loss: (g, rewards, { rated_text, rating, rating_weight }) => {
      const inputs = { predicted: g.gather(rewards, rated_text!), ratings: rating! }
      const each = huberDelta === null ? squaredErrors(g, inputs) : huberErrors(g, inputs, huberDelta)
      return g.reduceSum(g.mul(rating_weight!, each))
    },
  }
}

const ratingWeight = weightWhere((ranking) => ratedOf(ranking).length > 0)

function ratingTensors(rankings: readonly RankedTexts[], total?: number) {
  const rated = rankings.map(ratedOf)
  const shares = rankingShares(rankings, ratingWeight, total)
  const all = rated.flatMap((texts, at) => texts.map((each) => ({ ...each, weight: shares[at]! / texts.length })))
  return {
    rated_text: int64s(all.map(({ text }) => text)),
    rating: float32s(all.map(({ rating }) => rating)),
    rating_weight: float32s(all.map(({ weight }) => weight)),
  }
}

function ratedOf({ texts, ratings = [] }: RankedTexts): { text: number; rating: number }[] {
  return texts.flatMap((text, at) => {
    const rating = ratings[at]
    return rating === undefined || rating === null ? [] : [{ text, rating }]
  })
}
