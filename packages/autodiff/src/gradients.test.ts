import { GraphBuilder, GraphError, type Op, ops } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { gradients } from './gradients.ts'
import { rules } from './rules/index.ts'

test('there is a rule, or the word that there is none, for every operator', () => {
  expect(Object.keys(rules).sort()).toEqual(Object.keys(ops).sort())
})

test('operators of lengths and places alone have no rule', () => {
  const without: Op[] = ['ArgMax', 'ConstantOfShape', 'Range', 'Shape']
  expect(without.map((op) => rules[op])).toEqual(without.map(() => 'none'))
})

test('a loss that is not one number is refused', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [3])
  expect(() => gradients(g, g.name(g.exp(x), 'each'), [x])).toThrow('the loss each has shape [3]')
})

test('a value that the loss does not depend on has gradient 0 in its shape', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [3])
  const unused = g.input('unused', 'float32', ['batch', 2])
  const [, zero] = gradients(g, g.reduceSum(x), [x, unused])
  expect(zero!.shape).toEqual(['batch', 2])
  expect(g.nodes.at(-1)!.op).toBe('ConstantOfShape')
})

test('a loss through a side result without a rule is refused by name', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [2, 3])
  const scale = g.input('scale', 'float32', [3])
  const [y, mean] = g.layerNormalization(x, scale, undefined, 1e-5)
  g.name(mean, 'mean_of_rows')
  const loss = g.add(g.reduceSum(y), g.reduceSum(mean))
  expect(() => gradients(g, loss, [x])).toThrow(GraphError)
  expect(() => gradients(g, loss, [x])).toThrow('mean_of_rows, a side result of LayerNormalization')
})
