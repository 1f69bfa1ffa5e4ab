import type { RewardBackbone } from '../backbone.ts'
import type { LoraSettings } from '../lora.ts'
import { type Architecture, tokenInputs } from './architecture.ts'
import { parametersOf, scopeOf } from './model-scope.ts'

/** A transformer with its own sequence classifier's head as a reward model; with LoRA, only adapters and head are trained. */
export function transformerReward(architecture: Architecture, lora: LoraSettings | null = null): RewardBackbone {
  const { modelType: name, initializerRange: deviation } = architecture
  const network: Parameters<typeof parametersOf>[1] = (m, inputs) => {
    const hidden = architecture.hidden(m, inputs)
    return m.head(() => architecture.reward(m, hidden, inputs))
  }
  return {
    name,
    inputs: tokenInputs,
    parameters: parametersOf({ inputs: tokenInputs, deviation, lora }, network),
    rewards: (g, inputs, parameters) => {
      const m = scopeOf(g, parameters, { lora })
      const hidden = g.name(architecture.hidden(m, inputs), 'hidden_states')
      return g.scope('head', () => m.head(() => architecture.reward(m, hidden, inputs)))
    },
  }
}
