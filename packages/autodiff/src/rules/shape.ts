import { axisOf, type Dim, differenceOf, type GraphBuilder, type Op, sumOf, type Value } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'

export const shapeRules = {
  // Each part gets its piece
  Concat: ({ g, inputs, dz, attributes }) => {
    const axis = axisOf(attributes.axis, dz.shape.length)
    return g.split(
      dz,
      axis,
      inputs.map((input) => input!.shape[axis]!),
    )
  },
  // The copies add up; `gradients` sums them
  Expand: ({ dz }) => [dz, undefined],
  // What was added falls away again
  Pad: ({ g, x, y, inputs, dz }) => {
    const axes = inputs[3] ? g.contentsOf(inputs[3])!.map(Number) : [...x.shape.keys()]
    const pads = g.contentsOf(y)!
    const cut = axes.reduce((left, axis, at) => {
      return g.slice(left, axis, pads[at]!, sumOf(pads[at]!, x.shape[axis]!))
    }, dz)
    return [cut]
  },
  // Back to the old shape
  Reshape: ({ g, x, dz }) => [g.reshape(dz, x.shape), undefined],
  // z = x[start:end]: dx is 0 outside
  Slice: ({ g, x, y, inputs, dz }) => {
    const [starts, axes] = [y, inputs[3]!].map((value) => g.contentsOf(value)!)
    return [
      axes!.reduceRight<Value>((part, axis, at) => {
        const length = x.shape[Number(axis)]!
        return surround(g, part, { axis: Number(axis), length, start: starts![at]! })
      }, dz),
    ]
  },
  // The pieces together again; one that the loss does not see is 0
  Split: ({ g, outputs, dzs, attributes }) => [
    g.concat(
      outputs.map((output, at) => dzs[at] ?? g.fill(output.shape, 0, output.type)),
      attributes.axis,
    ),
    undefined,
  ],
  Squeeze: ({ g, x, dz }) => [g.reshape(dz, x.shape), undefined],
  // The inverse permutation
  Transpose: ({ g, dz, attributes }) => [g.transpose(dz, inverse(attributes.perm))],
  // The same triangle
  Trilu: ({ g, y, dz, attributes }) => [g.node('Trilu', y ? [dz, y] : [dz], attributes), undefined],
  Unsqueeze: ({ g, x, dz }) => [g.reshape(dz, x.shape), undefined],

  // Made of lengths alone
  ConstantOfShape: 'none',
  Range: 'none',
  Shape: 'none',
} as const satisfies Partial<RulesOf<Op>>

function inverse(perm: readonly number[]): number[] {
  return perm.map((_, axis) => perm.indexOf(axis))
}

/** Zeros before and after a slice, where the rest of its axis was. */
function surround(
  g: GraphBuilder,
  part: Value,
  { axis, length, start }: { axis: number; length: Dim; start: Dim },
): Value {
  const kept = part.shape[axis]!
  const before = typeof start === 'number' && start < 0 ? sumOf(length, start) : start
  const after = differenceOf(differenceOf(length, kept), before)
  const zeros = [before, after].map((size) => (size === 0 ? [] : [g.fill(part.shape.with(axis, size), 0, part.type)]))
  return zeros.every((side) => side.length === 0) ? part : g.concat([...zeros[0]!, part, ...zeros[1]!], axis)
}
