import { axisOf, GraphError, type Op, productOf } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'

/**
 * Indices that occur twice get both gradients: everything here scatters with "add". Where they may, ScatterElements does it:
 * onnxruntime's ScatterND adds rows by several threads without a lock, and of two that meet one is lost (1.30, CPU: by 1e−4 in one
 * embedding gradient of four threads, in another way each time).
 */
export const indexingRules = {
  // z = x[indices] along an axis: each row of dz goes back to its row; other axes are moved behind for the way
  Gather: ({ g, x, y: indices, dz, attributes }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const front = [...indices.shape.keys()].map((at) => at + axis)
    const rest = [...dz.shape.keys()].filter((at) => !front.includes(at))
    const restShape = x.shape.filter((_, at) => at !== axis)
    const count = productOf(indices.shape)
    const rows = g.reshape(g.transpose(dz, [...front, ...rest]), [count, ...restShape])
    const zeros = g.fill([x.shape[axis]!, ...restShape], 0, x.type)
    const places = g.expand(g.reshape(indices, [count, ...restShape.map(() => 1)]), rows.shape)
    const sum = g.scatterElements(zeros, places, rows, { axis: 0, reduction: 'add' })
    const order = [...x.shape.keys()].map((at) => (at === axis ? 0 : at < axis ? at + 1 : at))
    return [g.transpose(sum, order), undefined]
  },
  // z = x at one index per element: each element of dz goes back to its place
  GatherElements: ({ g, x, y: indices, dz, attributes }) => [
    g.scatterElements(g.fill(x.shape, 0, x.type), indices, dz, { axis: attributes.axis, reduction: 'add' }),
    undefined,
  ],
  // z = x at index tuples, no two of which are the same: each part of dz goes back to its place
  GatherND: ({ g, x, y: indices, dz, attributes }) => {
    if (attributes.batch_dims !== 0) throw new GraphError('GatherND has a gradient for batch_dims 0 only')
    return [g.scatterND(g.fill(x.shape, 0, x.type), indices, dz, 'add'), undefined]
  },
  // z = x with w written, or added, at the indices: what is written over loses its gradient
  ScatterElements: ({ g, y: indices, w, dz, attributes }) => {
    const { axis, reduction } = attributes
    requireWriteOrAdd('ScatterElements', reduction)
    const zeros = () => g.fill(w.shape, 0, w.type)
    const dx = reduction === 'add' ? dz : g.scatterElements(dz, indices, zeros(), { axis })
    return [dx, undefined, g.gatherElements(dz, indices, axis)]
  },
  ScatterND: ({ g, y: indices, w, dz, attributes }) => {
    requireWriteOrAdd('ScatterND', attributes.reduction)
    const zeros = () => g.fill(w.shape, 0, w.type)
    const dx = attributes.reduction === 'add' ? dz : g.scatterND(dz, indices, zeros())
    return [dx, undefined, g.gatherND(dz, indices)]
  },
} as const satisfies Partial<RulesOf<Op>>

function requireWriteOrAdd(op: Op, reduction: string): void {
  if (reduction !== 'none' && reduction !== 'add')
    throw new GraphError(`${op} with reduction "${reduction}" has no gradient`)
}
