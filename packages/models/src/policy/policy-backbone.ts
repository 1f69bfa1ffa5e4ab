import { AppError } from '@plackett/contracts'
import { type GraphBuilder, productOf, type Value } from '@plackett/onnx'
import { type Architecture, tokenInputs } from '../architectures/architecture.ts'
import { linear } from '../architectures/blocks/linear.ts'
import { type ModelScope, parametersOf, scopeOf } from '../architectures/model-scope.ts'
import type { InputSpec, NamedValues } from '../backbone.ts'
import type { LoraSettings } from '../lora.ts'
import type { ParameterSpec } from '../parameter.ts'

export interface PolicyOutputs {
  /** Scores of the next token, [texts, tokens, vocabulary]. */
  readonly logits: Value
  /** What reward is expected from each token on, [texts, tokens]; where the policy has a value head. */
  readonly values?: Value
}

/** A network that gives each token of a text the scores of the next. */
export interface PolicyBackbone {
  readonly name: string
  readonly inputs: readonly InputSpec[]
  readonly parameters: readonly ParameterSpec[]
  outputs(g: GraphBuilder, inputs: NamedValues, parameters: NamedValues): PolicyOutputs
}

export interface PolicySettings {
  /** What trains in place of the whole network; null for that. */
  readonly lora?: LoraSettings | null
  /** Whether it also predicts rewards, as PPO needs it. */
  readonly hasValueHead?: boolean
}

/** A decoder as a policy. An encoder is refused with MODEL_FILE_INVALID: it has no next token. */
export function transformerPolicy(architecture: Architecture, settings: PolicySettings = {}): PolicyBackbone {
  const { modelType: name, initializerRange: deviation, hiddenSize } = architecture
  const { lora = null, hasValueHead = false } = settings
  if (!architecture.logits)
    throw new AppError('MODEL_FILE_INVALID', {
      place: name,
      problem: `${name} is an encoder; a policy must be a decoder`,
    })
  const network = (m: ModelScope, inputs: NamedValues): PolicyOutputs => {
    const hidden = m.g.name(architecture.hidden(m, inputs), 'hidden_states')
    const logits = m.g.name(architecture.logits!(m, hidden), 'logits')
    return hasValueHead ? { logits, values: m.head(() => valueHead(m, hidden, hiddenSize)) } : { logits }
  }
  return {
    name,
    inputs: tokenInputs,
    parameters: parametersOf({ inputs: tokenInputs, deviation, lora }, network),
    outputs: (g, inputs, parameters) => network(scopeOf(g, parameters, { lora }), inputs),
  }
}

/** x wᵀ + b for each token, under the name that TRL's value heads have. No checkpoint of a language model has one. */
function valueHead(m: ModelScope, hidden: Value, hiddenSize: number): Value {
  const rows = m.g.reshape(hidden, [productOf(['texts', 'tokens']), hiddenSize])
  return m.g.reshape(linear(m, 'v_head.summary', rows, { from: hiddenSize, to: 1 }), ['texts', 'tokens'])
}
