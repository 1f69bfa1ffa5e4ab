import { describeShape, type GraphBuilder, GraphError, type Shape, sameShape, type Value } from '@plackett/onnx'

/** Undoes broadcasting: sums a gradient over the axes along which a value of the given shape was repeated. */
export function sumToShape(g: GraphBuilder, gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient
  const extra = gradient.shape.length - shape.length
  const isRepeated = (axis: number) => axis < extra || (shape[axis - extra] === 1 && gradient.shape[axis] !== 1)
  const axes = [...gradient.shape.keys()].filter(isRepeated)
  const remaining = gradient.shape.filter((_, axis) => axis >= extra)
  const fits = extra >= 0 && remaining.every((dim, axis) => shape[axis] === 1 || dim === shape[axis])
  if (!fits)
    throw new GraphError(`a gradient ${describeShape(gradient.shape)} does not fit a value ${describeShape(shape)}`)
  return g.reshape(g.reduceSum(gradient, { axes }), shape)
}
