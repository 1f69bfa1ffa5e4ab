import type { Shape } from '@plackett/onnx'
import { checkCases } from '../../testing/check-cases.ts'
import type { CasesOf, GradientCase } from '../../testing/check-gradient.ts'
import { shapeRules } from './shape.ts'

const one = (name: string, shape: Shape, build: GradientCase['build']): GradientCase => ({
  name,
  inputs: [{ shape }],
  build: (g, x) => build(g, x!),
})

const cases: CasesOf<typeof shapeRules> = {
  Concat: [
    {
      name: 'along a fixed axis',
      inputs: [{ shape: ['batch', 2] }, { shape: ['batch', 3] }],
      build: (g, x, y) => g.concat([x!, y!], 1),
    },
    {
      name: 'along an axis of unknown length, one value twice',
      inputs: [{ shape: ['batch', 2] }, { shape: [1, 2] }],
      build: (g, x, y) => g.concat([x!, y!, x!], 0),
    },
  ],
  Expand: [
    one('of one number', [], (g, x) => g.expand(x!, [2, 3])),
    {
      name: 'to another value',
      inputs: [{ shape: ['batch', 1] }, { shape: ['batch', 'tokens'] }],
      build: (g, x, y) => g.mul(g.expand(x!, y!.shape), y!),
    },
  ],
  Pad: [
    one('both sides', [2, 3], (g, x) => g.pad(x!, 1, 1, 2)),
    one('an axis of unknown length', [2, 'tokens'], (g, x) => g.pad(x!, 1, 2, 0)),
  ],
  Reshape: [
    one('to a row', ['batch', 'tokens', 2], (g, x) => g.reshape(x!, ['2*batch*tokens'])),
    one('to a number', [1, 1], (g, x) => g.reshape(x!, [])),
    one('of heads', ['batch', 'tokens', 4], (g, x) => g.reshape(x!, ['batch', 'tokens', 2, 2])),
    one('of rows and back', ['batch', 'tokens', 2], (g, x) => {
      const rows = g.reshape(x!, ['batch*tokens', 2])
      return g.mul(g.reshape(g.mul(rows, rows), ['batch', 'tokens', 2]), x!)
    }),
  ],
  Slice: [
    one('from the front', [2, 4], (g, x) => g.slice(x!, 1, 0, 2)),
    one('inside', [5, 2], (g, x) => g.slice(x!, 0, 1, -1)),
    one('all but the first of unknown length', ['batch', 'tokens', 2], (g, x) => g.slice(x!, 1, 1)),
    one('all but the last of unknown length', ['batch', 'tokens', 2], (g, x) => g.slice(x!, 1, 0, -1)),
    one('the last of unknown length', ['batch', 'tokens', 2], (g, x) => g.slice(x!, 1, -1)),
    one('up to an unknown length', [5, 2], (g, x) => g.slice(x!, 0, 0, 3)),
    {
      name: 'up to the length of another value',
      inputs: [{ shape: [6, 2] }, { shape: ['batch', 'tokens', 2] }],
      build: (g, x, y) => g.add(g.slice(x!, 0, 0, 'tokens'), y!),
    },
  ],
  Split: [
    one('of which one part is unused', [2, 5], (g, x) => {
      const [first, , last] = g.split(x!, 1, [1, 2, 2])
      return [g.mul(first!, first!), g.exp(last!)]
    }),
  ],
  Squeeze: [one('two axes', [1, 'batch', 1], (g, x) => g.squeeze(x!, [0, 2]))],
  Transpose: [
    one('of three axes', ['batch', 'tokens', 2], (g, x) => g.transpose(x!, [2, 0, 1])),
    one('of the last two', [2, 3, 4], (g, x) => g.transposeLast(x!)),
  ],
  Trilu: [
    one('upper', [3, 3], (g, x) => g.trilu(x!, 1)),
    one('lower, below the diagonal', ['batch', 3, 4], (g, x) => g.trilu(x!, 0, -1)),
  ],
  Unsqueeze: [one('two axes', ['batch', 2], (g, x) => g.unsqueeze(x!, [0, 2]))],
}

checkCases(shapeRules, cases)
