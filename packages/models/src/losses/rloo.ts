import type { GraphBuilder, Value } from '@plackett/onnx'
import { type ClipSettings, clippedRatio } from './clipped-ratio.ts'

export interface RlooInputs {
  /** [texts, tokens] each. */
  readonly logProbabilities: Value
  readonly mask: Value
  /** Sums over the completion, [texts]. */
  readonly oldLogProbabilities: Value
  readonly advantages: Value
}

/** RLOO (Ahmadian et al. 2024) as TRL has it: the clipped ratio of whole completions, the mean over them. */
export function rlooLoss(g: GraphBuilder, inputs: RlooInputs, clip: ClipSettings): Value {
  const sums = g.reduceSum(g.mul(inputs.logProbabilities, inputs.mask), { axes: [1] }) // [texts]
  const ratio = g.exp(g.sub(sums, inputs.oldLogProbabilities))
  return g.reduceMean(clippedRatio(g, { ratio, advantages: inputs.advantages }, clip))
}
