import type { GraphBuilder, Value } from '@plackett/onnx'
import type { InputSpec, NamedValues, RewardBackbone } from '../backbone.ts'
import type { LoraSettings } from '../lora.ts'
import { type Architecture, tokenInputs } from './architecture.ts'
import { type Pooling, poolFirst, poolLast, poolMean, textMarks } from './blocks/pooling.ts'
import { parametersOf, scopeOf } from './model-scope.ts'

export interface TransformerRewardSettings {
  /** With LoRA, only adapters and head are trained. */
  readonly lora?: LoraSettings | null
  /** Another pooling than the architecture's own, in front of the same head; encoders only. */
  readonly pooling?: Pooling
  /** Which parameters training leaves as they are, beside those that LoRA freezes. */
  readonly isFrozen?: (name: string) => boolean
}

type Network = Parameters<typeof parametersOf>[1]

/** A transformer with its own sequence classifier's head as a reward model. */
export function transformerReward(
  architecture: Architecture,
  { lora = null, pooling = architecture.pooling, isFrozen = () => false }: TransformerRewardSettings = {},
): RewardBackbone {
  const { modelType: name, initializerRange: deviation } = architecture
  const network = (m: Parameters<Network>[0], inputs: NamedValues): Value => {
    const hidden = m.g.name(architecture.hidden(m, inputs), 'hidden_states')
    return m.g.scope('head', () => m.head(() => headOf(architecture, pooling)(m, hidden, inputs)))
  }
  const parameters = parametersOf({ inputs: tokenInputs, deviation, lora }, network)
  return {
    name,
    inputs: tokenInputs,
    parameters: parameters.map((spec) => ({ ...spec, isFrozen: spec.isFrozen || isFrozen(spec.name) })),
    rewards: (g, inputs, weights) => network(scopeOf(g, weights, { lora }), inputs),
  }
}

function headOf(architecture: Architecture, pooling: Pooling): Architecture['reward'] {
  if (pooling === architecture.pooling) return architecture.reward
  return (m, hidden, inputs) => {
    const pooled = m.g.unsqueeze(pool(m.g, hidden, { architecture, pooling, inputs }), [1]) // [texts, 1, hidden]
    return architecture.reward(m, pooled, { attention_mask: m.g.fill(['texts', 1], 1, 'int64') })
  }
}

interface PoolSettings {
  readonly architecture: Architecture
  readonly pooling: Pooling
  readonly inputs: NamedValues
}

function pool(g: GraphBuilder, hidden: Value, { architecture, pooling, inputs }: PoolSettings): Value {
  if (pooling === 'first') return poolFirst(g, hidden)
  if (pooling === 'mean') return poolMean(g, hidden, inputs.attention_mask!)
  return poolLast(g, hidden, textMarks(g, inputs, architecture.padTokenId))
}

/** The network below the head, as a scoring graph's backbone would be: pooled hidden states, [texts, hidden]. */
export function transformerFeatures(
  architecture: Architecture,
  pooling: Pooling = architecture.pooling,
): RewardBackbone {
  const { modelType, initializerRange: deviation } = architecture
  const network = (m: Parameters<Network>[0], inputs: NamedValues) =>
    pool(m.g, architecture.hidden(m, inputs), { architecture, pooling, inputs })
  return {
    name: `${modelType}-features`,
    inputs: tokenInputs,
    parameters: parametersOf({ inputs: tokenInputs, deviation }, network),
    rewards: (g, inputs, weights) => network(scopeOf(g, weights), inputs),
  }
}

/**
 * The head alone over features that were computed before: `features` are fed as texts of one token each, so that every way of
 * pooling gives them back. Its parameters are those of the whole network's head.
 */
export function transformerHead(architecture: Architecture): RewardBackbone {
  const { modelType, initializerRange: deviation, hiddenSize } = architecture
  const features: InputSpec = { name: 'features', type: 'float32', shape: ['texts', 'tokens', hiddenSize] }
  const inputs = [features, ...tokenInputs]
  const network = (m: Parameters<Network>[0], values: NamedValues): Value =>
    architecture.reward(m, values.features!, values)
  return {
    name: `${modelType}-head`,
    inputs,
    parameters: parametersOf({ inputs, deviation }, network),
    rewards: (g, values, weights) => network(scopeOf(g, weights), values),
  }
}
