import type { RewardTrainingConfig } from '@plackett/contracts'
import {
  adamW,
  listwiseObjective,
  type NgramFeatures,
  ngramBackbone,
  type Optimizer,
  pairwiseObjective,
  type RewardBackbone,
  type RewardObjective,
  tableRows,
} from '@plackett/models'

/** Everything about a run that its config leaves to the backbone. */
export interface Recipe {
  backbone: RewardBackbone
  objective: RewardObjective
  optimizer: Optimizer
  learningRate: number
  /** Rankings of a step. */
  batchSize: number
}

const objectiveOf = {
  pairwise: () => pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 }),
  listwise: () => listwiseObjective(),
} satisfies Record<RewardTrainingConfig['objective'], () => RewardObjective>

/**
 * How much faster than the surface statistics the n-grams may learn. Where people prefer a manner or a length, slowly is
 * better; where single words decide, fast: `choosePlan` tries each on the data. The first is taken where nothing can be
 * tried.
 */
export const ngramPaces = [1, 6] as const

/**
 * With ε = 1 AdamW is gradient descent with momentum whose steps cannot grow beyond the learning rate: rare n-grams
 * move as little as their gradient says, where a small ε would blow each of them up to a full step and learn single
 * texts by heart (cross-validated log loss on 2,616 pairs of answers: .681 against .708 after 24 epochs). How long it
 * goes on is then what regularises, and `choosePlan` finds that from the data.
 */
export function recipeFor(config: RewardTrainingConfig, features: NgramFeatures, ngramPace: number): Recipe {
  return {
    backbone: ngramBackbone({
      buckets: tableRows(features),
      surfaceSize: features.surface.length,
      hidden: 0,
      ngramLearningRateFactor: ngramPace,
      ngramDecayFactor: 1,
      surfaceLearningRateFactor: 1,
      surfaceDecayFactor: 1,
    }),
    objective: objectiveOf[config.objective](),
    optimizer: adamW({ beta1: 0.9, beta2: 0.999, epsilon: 1, weightDecay: 0.01, maxGradientNorm: null }),
    learningRate: config.learningRate ?? 0.03,
    batchSize: config.batchSize ?? 64,
  }
}
