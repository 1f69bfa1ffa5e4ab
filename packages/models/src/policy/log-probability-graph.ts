import { encodeModel, GraphBuilder, type Tensor } from '@plackett/onnx'
import { completionLogProbabilities, nextTokenLogProbabilities } from '../losses/next-token.ts'
import { storedWeights } from '../score-graph.ts'
import { declare } from '../train-graph.ts'
import type { PolicyBackbone } from './policy-backbone.ts'
import { completionMask } from './policy-objective.ts'

interface LogProbabilitySettings {
  readonly policy: PolicyBackbone
  /** The weights by name; others than the policy's are passed over. */
  readonly parameters: ReadonlyMap<string, Tensor>
}

/**
 * The ONNX file that says how probable a policy finds completions, such as a reference: ids and masks in,
 * `log_probabilities` [texts, tokens − 1] and their sums over the completions, `completions` [texts], out.
 */
export function buildLogProbabilityGraph({ policy, parameters }: LogProbabilitySettings): Uint8Array {
  const g = new GraphBuilder()
  const inputs = declare(g, [...policy.inputs, completionMask])
  const weights = storedWeights(g, policy.parameters, parameters)
  const { logits } = g.scope(policy.name, () => policy.outputs(g, inputs, weights))
  const each = nextTokenLogProbabilities(g, logits, inputs.input_ids!)
  g.output(each, 'log_probabilities')
  g.output(completionLogProbabilities(g, { each, completionMask: inputs.completion_mask! }), 'completions')
  return encodeModel(g.build('log-probabilities'))
}
