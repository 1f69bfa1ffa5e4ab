import type { RewardBackbone } from '../backbone.ts'
import { type Architecture, tokenInputs } from './architecture.ts'
import { parametersOf, scopeOf } from './model-scope.ts'

/** A transformer with its own sequence classifier's head as a reward model. */
export function transformerReward(architecture: Architecture): RewardBackbone {
  const network: Parameters<typeof parametersOf>[2] = (m, inputs) =>
    architecture.reward(m, architecture.hidden(m, inputs), inputs)
  return {
    name: architecture.modelType,
    inputs: tokenInputs,
    parameters: parametersOf(tokenInputs, architecture.initializerRange, network),
    rewards: (g, inputs, parameters) => {
      const m = scopeOf(g, parameters)
      const hidden = g.name(architecture.hidden(m, inputs), 'hidden_states')
      return g.scope('head', () => architecture.reward(m, hidden, inputs))
    },
  }
}
