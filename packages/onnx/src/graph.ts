import type { DataType } from './data-type.ts'
import type { Shape } from './dimension.ts'
import type { Attributes, Op } from './ops.ts'
import type { Tensor } from './tensor.ts'

export interface ValueInfo {
  readonly name: string
  readonly type: DataType
  readonly shape: Shape
}

/** One operation, its values by name. An optional input or output that is left out has the empty name. */
export interface GraphNode<O extends Op = Op> {
  readonly op: O
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Attributes<O>
}

/** A graph as a file holds it: nodes in an order in which they can run. */
export interface Graph {
  readonly name: string
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  readonly initializers: ReadonlyMap<string, Tensor>
  readonly nodes: readonly GraphNode[]
  /** Types and shapes of the values between, where they are known. */
  readonly values: readonly ValueInfo[]
}
