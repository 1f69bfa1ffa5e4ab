import { axisOf, type GraphBuilder, type Op, productOf, type Value } from '@plackett/onnx'
import type { RuleContext, RulesOf } from '../gradient-rule.ts'

type Reduction = RuleContext<'ReduceSum'>

export const reductionRules = {
  // z_t = Σ_{s ≤ t} x_s: dx_s = Σ_{t ≥ s} dz_t
  CumSum: ({ g, y, dz, attributes }) => [
    g.node('CumSum', [dz, y], { ...attributes, reverse: 1 - attributes.reverse }),
    undefined,
  ],
  // z = log Σ e^x: dx = e^(x − z) dz
  ReduceLogSumExp: (context) => {
    const { g, x } = context
    return [g.mul(g.exp(g.sub(x, kept(context, context.z))), kept(context, context.dz))]
  },
  // z = max x: the largest one gets the gradient; several equally large ones share it
  ReduceMax: (context) => [toExtremes(context)],
  // z = Σ x / n: dx = dz / n
  ReduceMean: (context) => {
    const { g, x, dz } = context
    const reduced = x.shape.filter((_, axis) => reducedAxes(context).includes(axis))
    return [g.expand(kept(context, g.div(dz, count(g, reduced, x))), x.shape)]
  },
  // z = min x: as for the largest
  ReduceMin: (context) => [toExtremes(context)],
  // z = Σ x: dx = dz
  ReduceSum: (context) => [context.g.expand(kept(context, context.dz), context.x.shape)],
  // z = Σ x²: dx = 2x dz
  ReduceSumSquare: (context) => {
    const { g, x, dz } = context
    return [g.mul(x, kept(context, g.mul(dz, 2)))]
  },

  ArgMax: 'none',
} as const satisfies Partial<RulesOf<Op>>

function toExtremes(context: Reduction): Value {
  const { g, x, z, dz } = context
  const isExtreme = g.cast(g.equal(x, kept(context, z)), x.type)
  const ties = g.reduceSum(isExtreme, { axes: reducedAxes(context), keepsAxes: true })
  return g.mul(isExtreme, g.div(kept(context, dz), ties))
}

/** A value of the result's shape with the reduced axes as axes of length 1, so that it broadcasts against x. */
function kept(context: Reduction, value: Value): Value {
  const axes = reducedAxes(context)
  const shape = context.x.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim))
  return context.g.reshape(value, shape)
}

function reducedAxes({ g, x, y }: Reduction): number[] {
  const axes = y && g.contentsOf(y)
  return axes ? axes.map((axis) => axisOf(Number(axis), x.shape.length)) : [...x.shape.keys()]
}

function count(g: GraphBuilder, dims: Value['shape'], like: Value): Value | number {
  const size = productOf(dims)
  return typeof size === 'number' ? size : g.cast(g.reshape(g.dimension(size), []), like.type)
}
