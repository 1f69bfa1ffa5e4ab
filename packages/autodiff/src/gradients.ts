import {
  type BuilderNode,
  describeShape,
  type GraphBuilder,
  GraphError,
  isFloating,
  type Op,
  type Value,
} from '@plackett/onnx'
import type { GradientRule, RuleContext } from './gradient-rule.ts'
import { rules } from './rules/index.ts'
import { sumToShape } from './sum-to-shape.ts'

/**
 * Appends the backward pass of a scalar loss and returns its gradient by each of the given values, in their order and
 * shapes; 0 for a value that the loss does not depend on. Nothing flows through a detached value.
 * A GraphError names the operator and value where the path has no derivative.
 */
export function gradients(g: GraphBuilder, loss: Value, wrt: readonly Value[]): Value[] {
  if (loss.shape.length !== 0)
    throw new GraphError(`the loss ${loss.name} has shape ${describeShape(loss.shape)}, not a single number`)
  const forward = [...g.nodes]
  const dependent = dependentOn(g, forward, wrt)
  const found = new Map<Value, Value>([[loss, g.scalar(1, loss.type)]])
  g.scope('backward', () => {
    for (const node of forward.toReversed()) if (isOnPath(node, dependent, found)) backward(g, node, dependent, found)
  })
  return wrt.map((value) => found.get(value) ?? g.fill(value.shape, 0, value.type))
}

function dependentOn(g: GraphBuilder, nodes: readonly BuilderNode[], wrt: readonly Value[]): Set<Value> {
  const dependent = new Set(wrt)
  for (const { inputs, outputs } of nodes) {
    if (!inputs.some((input) => input && dependent.has(input))) continue
    for (const output of outputs) if (isFloating(output.type) && !g.isDetached(output)) dependent.add(output)
  }
  return dependent
}

function isOnPath(node: BuilderNode, dependent: ReadonlySet<Value>, found: ReadonlyMap<Value, Value>): boolean {
  return (
    node.outputs.some((output) => dependent.has(output) && found.has(output)) &&
    node.inputs.some((input) => input && dependent.has(input))
  )
}

function backward(g: GraphBuilder, node: BuilderNode, dependent: ReadonlySet<Value>, found: Map<Value, Value>): void {
  const arriving = node.outputs.map((output) => found.get(output))
  const contributions = ruleOf(node, arriving)(contextOf(g, node, arriving))
  for (const [at, input] of node.inputs.entries()) {
    const contribution = contributions[at]
    if (!input || !contribution || !dependent.has(input)) continue
    const gradient = sumToShape(g, contribution, input.shape)
    const earlier = found.get(input)
    found.set(input, earlier ? g.add(earlier, gradient) : gradient)
  }
}

function ruleOf(node: BuilderNode, arriving: readonly (Value | undefined)[]): GradientRule<Op> {
  const rule = rules[node.op]
  if (rule === 'none')
    throw new GraphError(`${node.op} (value ${node.outputs[0]!.name}) lies on the loss's path and has no derivative`)
  const second = node.op === 'Split' ? -1 : arriving.findIndex((gradient, at) => at > 0 && gradient !== undefined)
  if (second > 0)
    throw new GraphError(
      `the loss depends on ${node.outputs[second]!.name}, a side result of ${node.op} without a rule`,
    )
  return rule as GradientRule<Op>
}

function contextOf(g: GraphBuilder, node: BuilderNode, dzs: readonly (Value | undefined)[]): RuleContext<Op> {
  const { inputs, outputs, attributes } = node
  const [x, y, w] = inputs as readonly Value[]
  return { g, x: x!, y: y!, w: w!, z: outputs[0]!, dz: dzs[0]!, inputs, outputs, dzs, attributes }
}
