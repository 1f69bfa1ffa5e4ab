import type { DataType, GraphBuilder, Shape, Value } from '@plackett/onnx'
import type { ParameterSpec } from './parameter.ts'

/** A tensor that is fed in with every batch; names in the shape are lengths that may differ between batches. */
export interface InputSpec {
  readonly name: string
  readonly type: DataType
  readonly shape: Shape
}

export type NamedValues = Readonly<Record<string, Value>>

/** A network that gives each text of a batch one reward. Training and scoring build it from this one description. */
export interface RewardBackbone {
  readonly name: string
  readonly inputs: readonly InputSpec[]
  readonly parameters: readonly ParameterSpec[]
  /** The rewards, [texts], from the inputs and parameters by name. */
  rewards(g: GraphBuilder, inputs: NamedValues, parameters: NamedValues): Value
}
