import type { GraphBuilder, Value } from '@plackett/onnx'
import { maskedMean } from './masked-mean.ts'

/** How far a ratio may move a policy: from 1 − low to 1 + high. */
export interface ClipSettings {
  readonly low: number
  readonly high: number
}

export interface RatioInputs {
  /** π / π_old, broadcast with the advantages. */
  readonly ratio: Value
  readonly advantages: Value
}

/** −min(ρ A, clip(ρ) A) for each (Schulman et al. 2017, eq. 7): a step that has gone far enough pulls no further. */
export function clippedRatio(g: GraphBuilder, { ratio, advantages }: RatioInputs, { low, high }: ClipSettings): Value {
  const clipped = g.mul(g.clip(ratio, 1 - low, 1 + high), advantages)
  return g.neg(g.min(g.mul(ratio, advantages), clipped))
}

/** Where the clip ends the pull: the ratio is beyond it in the direction of its advantage. */
export function isClipped(g: GraphBuilder, { ratio, advantages }: RatioInputs, { low, high }: ClipSettings): Value {
  const isLow = g.and(g.less(ratio, 1 - low), g.less(advantages, 0))
  return g.or(isLow, g.and(g.greater(ratio, 1 + high), g.greater(advantages, 0)))
}

export interface PpoInputs {
  /** [texts, tokens] each; the mask is 1 on the tokens of the completions. */
  readonly logProbabilities: Value
  readonly oldLogProbabilities: Value
  readonly advantages: Value
  readonly mask: Value
}

/** PPO's policy loss, the mean over tokens. */
export function ppoPolicyLoss(g: GraphBuilder, inputs: PpoInputs, clip: ClipSettings): Value {
  const ratio = g.exp(g.sub(inputs.logProbabilities, inputs.oldLogProbabilities))
  return maskedMean(g, clippedRatio(g, { ratio, advantages: inputs.advantages }, clip), inputs.mask)
}
