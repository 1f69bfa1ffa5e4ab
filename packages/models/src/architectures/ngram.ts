import type { GraphBuilder, Value } from '@plackett/onnx'
import type { NamedValues, RewardBackbone } from '../backbone.ts'
import type { ParameterSpec } from '../parameter.ts'

export interface NgramSettings {
  /** Rows of the weight table, bucket 0 (padding) included. */
  readonly buckets: number
  /** How many surface statistics each text has. */
  readonly surfaceSize: number
  /** Units of a hidden layer over the surface statistics; 0 for a linear head. */
  readonly hidden: number
  /** Factors of the run's learning rate and weight decay. */
  readonly ngramLearningRateFactor: number
  readonly ngramDecayFactor: number
  readonly surfaceLearningRateFactor: number
  readonly surfaceDecayFactor: number
}

/**
 * A reward from word and character n-grams: Σ weight[bucket] · value over a text's n-grams, plus a linear or one-layer
 * function of its surface statistics. Inputs: `ngram_ids` (bucket 0 with value 0 pads), `ngram_values`, `surface`.
 */
export function ngramBackbone(settings: NgramSettings): RewardBackbone {
  return {
    name: 'ngram',
    inputs: [
      { name: 'ngram_ids', type: 'int64', shape: ['texts', 'ngrams'] },
      { name: 'ngram_values', type: 'float32', shape: ['texts', 'ngrams'] },
      { name: 'surface', type: 'float32', shape: ['texts', settings.surfaceSize] },
    ],
    parameters: parametersOf(settings),
    rewards: (g, { ngram_ids, ngram_values, surface }, parameters) => {
      const weights = g.gather(parameters['ngram.weight']!, ngram_ids!) // [texts, ngrams]
      const ngrams = g.name(g.reduceSum(g.mul(weights, ngram_values!), { axes: [1] }), 'reward_of_ngrams')
      return g.add(ngrams, surfaceReward(g, surface!, parameters))
    },
  }
}

function surfaceReward(g: GraphBuilder, surface: Value, parameters: NamedValues): Value {
  const linear = (x: Value, layer: string) => g.gemm(x, parameters[`${layer}.weight`]!, parameters[`${layer}.bias`]!)
  const hidden = parameters['surface.hidden.weight'] ? g.tanh(linear(surface, 'surface.hidden')) : surface
  return g.name(g.reshape(linear(hidden, 'surface.head'), ['texts']), 'reward_of_surface')
}

function parametersOf(settings: NgramSettings): ParameterSpec[] {
  const { buckets, surfaceSize, hidden } = settings
  const ngram = { learningRateFactor: settings.ngramLearningRateFactor, decayFactor: settings.ngramDecayFactor }
  const weight = { learningRateFactor: settings.surfaceLearningRateFactor, decayFactor: settings.surfaceDecayFactor }
  const bias = { ...weight, decayFactor: 0 }
  const zero = { kind: 'constant', value: 0 } as const
  const random = { kind: 'normal', deviation: 1 / Math.sqrt(Math.max(surfaceSize, 1)) } as const
  const layer =
    hidden === 0
      ? []
      : [
          { name: 'surface.hidden.weight', dims: [surfaceSize, hidden], initial: random, ...weight },
          { name: 'surface.hidden.bias', dims: [hidden], initial: zero, ...bias },
        ]
  return [
    { name: 'ngram.weight', dims: [buckets], initial: zero, ...ngram },
    ...layer,
    { name: 'surface.head.weight', dims: [hidden || surfaceSize, 1], initial: zero, ...weight },
    { name: 'surface.head.bias', dims: [1], initial: zero, isOffset: true, ...bias },
  ]
}
