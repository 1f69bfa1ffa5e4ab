import type { GraphBuilder, Value } from '@plackett/onnx'

/** Σ x · mask / max(Σ mask, 1) over everything, []; the mask holds 1 and 0. */
export function maskedMean(g: GraphBuilder, x: Value, mask: Value): Value {
  return g.div(g.reduceSum(g.mul(x, mask)), g.max(g.reduceSum(mask), 1))
}
