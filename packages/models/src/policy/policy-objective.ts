import type { GraphBuilder, Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import { nextTokenLogProbabilities } from '../losses/next-token.ts'
import type { TrainedNetwork } from '../network.ts'
import type { PolicyBackbone, PolicyOutputs } from './policy-backbone.ts'

/** What a loss over a policy may look at. */
export interface PolicyView extends PolicyOutputs {
  /** log p of each token but the first, [texts, tokens − 1]. */
  readonly logProbabilities: Value
}

/** What a policy is trained to do. */
export interface PolicyObjective {
  readonly name: 'sft' | 'dpo' | 'kto' | 'orpo' | 'grpo' | 'rloo' | 'ppo'
  /** The batch's tensors beside ids and mask. */
  readonly inputs: readonly InputSpec[]
  /** The loss, a single number, and what else a step shall give back. */
  loss(
    g: GraphBuilder,
    view: PolicyView,
    inputs: NamedValues,
  ): { loss: Value; results: Readonly<Record<string, Value>> }
}

/** Which tokens are the completion's, 1 or 0. */
export const completionMask: InputSpec = { name: 'completion_mask', type: 'int64', shape: ['texts', 'tokens'] }

/**
 * How much a batch counts in its step: its part of the examples where a step has several batches, so that their losses add
 * up to that of the step; else 1.
 */
export const stepShare: InputSpec = { name: 'step_share', type: 'float32', shape: [] }

/** A number for each token of each text; that of the first token, which nothing predicts, is passed over. */
export function perToken(name: string): InputSpec {
  return { name, type: 'float32', shape: ['texts', 'tokens'] }
}

/** A policy and what it is trained to do. */
export function policyNetwork(policy: PolicyBackbone, objective: PolicyObjective): TrainedNetwork {
  return {
    name: objective.name,
    inputs: [...policy.inputs, ...objective.inputs],
    parameters: policy.parameters,
    build: (g, inputs, parameters) => {
      const outputs = g.scope(policy.name, () => policy.outputs(g, inputs, parameters))
      return g.scope(objective.name, () => {
        const logProbabilities = nextTokenLogProbabilities(g, outputs.logits, inputs.input_ids!)
        return objective.loss(g, { ...outputs, logProbabilities }, inputs)
      })
    },
  }
}
