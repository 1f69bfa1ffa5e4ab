import type { GraphBuilder, Value } from '@plackett/onnx'
import type { ParameterSpec } from '../parameter.ts'

export interface UpdateInputs {
  readonly spec: ParameterSpec
  readonly parameter: Value
  /** Before clipping. */
  readonly gradient: Value
  /** What the gradient is to be multiplied by, []; rules take it into factors of their own, to save a pass over the numbers. */
  readonly clipping: Value
  /** The optimizer's tensors of this parameter, as many as it has slots, in their order. */
  readonly slots: readonly Value[]
}

export interface Update {
  readonly parameter: Value
  readonly slots: readonly Value[]
}

/** A rule that moves parameters along their gradients, written as part of the training graph. */
export interface Optimizer {
  /** The largest norm of the whole gradient; a longer one is shortened to it. Null for no limit. */
  readonly maxGradientNorm: number | null
  /** What is kept for each parameter, in its shape and 0 at the start. */
  readonly slots: readonly string[]
  /** Appends what all parameters share (`learningRate` float32 [], `step` int64 [] from 1) and returns the rule for one. */
  prepare(g: GraphBuilder, learningRate: Value, step: Value): (inputs: UpdateInputs) => Update
}
