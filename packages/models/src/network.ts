import type { GraphBuilder, Value } from '@plackett/onnx'
import type { InputSpec, NamedValues, RewardBackbone } from './backbone.ts'
import type { RewardObjective } from './losses/objective.ts'
import type { ParameterSpec } from './parameter.ts'

/** What a training graph is made of: a network with its loss. */
export interface TrainedNetwork {
  readonly name: string
  /** The batch's tensors. */
  readonly inputs: readonly InputSpec[]
  readonly parameters: readonly ParameterSpec[]
  /** The loss, a single number, and what else a step shall give back, by name. */
  build(
    g: GraphBuilder,
    inputs: NamedValues,
    parameters: NamedValues,
  ): { loss: Value; results: Readonly<Record<string, Value>> }
  /** Whether the loss has no derivative by a parameter, though rounding would leave one. */
  isFlat?(spec: ParameterSpec): boolean
}

/** A reward model and what it is trained to do; gives back `rewards` [texts]. */
export function rewardNetwork(backbone: RewardBackbone, objective: RewardObjective): TrainedNetwork {
  return {
    name: 'reward',
    inputs: [...backbone.inputs, ...objective.inputs],
    parameters: [...backbone.parameters, ...(objective.parameters ?? [])],
    build: (g, inputs, parameters) => {
      const rewards = g.scope(backbone.name, () => backbone.rewards(g, inputs, parameters))
      const loss = g.scope(objective.name, () => objective.loss(g, rewards, { ...inputs, ...parameters }))
      return { loss, results: { rewards } }
    },
    isFlat: ({ isOffset = false }) => objective.isShiftInvariant && isOffset,
  }
}
