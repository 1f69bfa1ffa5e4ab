import type { Attributes, GraphBuilder, Op, Value } from '@plackett/onnx'

/**
 * What a rule sees of z = op(x, y, w): the operands under their usual names, `dz` the gradient of the loss by z, and for
 * operators with several results the gradients of all, undefined where the loss does not see one.
 */
export interface RuleContext<O extends Op> {
  readonly g: GraphBuilder
  readonly x: Value
  readonly y: Value
  readonly w: Value
  readonly z: Value
  readonly dz: Value
  readonly inputs: readonly (Value | undefined)[]
  readonly outputs: readonly Value[]
  readonly dzs: readonly (Value | undefined)[]
  readonly attributes: Attributes<O>
}

/**
 * The gradients of the loss by the inputs, in order; undefined for indices, conditions and shapes. A gradient may still
 * have the result's shape where the operator broadcast its operands: `gradients` sums it back.
 */
export type GradientRule<O extends Op> = (context: RuleContext<O>) => (Value | undefined)[]

/** A rule for each of the operators, or the statement that there is none. */
export type RulesOf<O extends Op> = { readonly [K in O]: GradientRule<K> | 'none' }
