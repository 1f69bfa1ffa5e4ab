import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { encodeModel } from './encode-model.ts'
import { GraphBuilder } from './graph-builder.ts'
import { GraphError } from './graph-error.ts'
import { tensorFrom, tensorOf } from './tensor.ts'

const f32 = (dims: number[], values: number[]) => new OrtTensor('float32', Float32Array.from(values), dims)

test('lengths that are only known at run time are computed from the inputs', async () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', ['batch', 'tokens', 2])
  const shorter = g.slice(x, 1, 0, -1)
  g.output(g.fill(['2*batch', '(tokens-1)'], 7, 'float32'), 'filled')
  g.output(g.reshape(shorter, ['batch*2', '(tokens-1)'].map(String)), 'reshaped')
  g.output(g.range('(tokens-1)'), 'counted')
  const session = await InferenceSession.create(encodeModel(g.build('lengths')))
  const { filled, reshaped, counted } = await session.run({ x: f32([2, 3, 2], [...Array(12).keys()]) })
  expect(filled!.dims).toEqual([4, 2])
  expect(reshaped!.dims).toEqual([4, 2])
  expect(Array.from(counted!.data as BigInt64Array)).toEqual([0n, 1n])
})

test('what no output needs is left out, weights too', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [2])
  g.mul(x, g.initializer('unused', tensorFrom('float32', [2], [1, 2])))
  g.output(g.exp(x), 'y')
  const graph = g.build('small')
  expect(graph.nodes.map(({ op }) => op)).toEqual(['Exp'])
  expect([...graph.initializers.keys()]).toEqual([])
})

test('statistics that nobody asks for are not computed', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', ['rows', 2])
  g.output(g.layerNormalization(x, g.input('scale', 'float32', [2]), undefined, 1e-5)[0], 'y')
  expect(g.build('norm').nodes[0]!.outputs).toEqual(['y'])
})

test('values have the names that people gave them, in folders', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [2])
  const y = g.scope('head', () => g.exp(g.neg(x)))
  g.output(g.name(g.add(y, 1), 'reward'), 'rewards')
  g.output(g.sub(y, 1), 'other')
  expect(g.build('named').values.map(({ name }) => name)).toEqual(['head/neg', 'head/exp'])
})

test('a value may be two outputs, and an input may be one', async () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [1])
  g.output(x, 'same')
  const y = g.exp(x)
  g.output(y, 'first')
  g.output(y, 'second')
  const session = await InferenceSession.create(encodeModel(g.build('outputs')))
  const results = await session.run({ x: f32([1], [0]) })
  expect(session.outputNames.map((name) => results[name]!.data[0])).toEqual([0, 1, 1])
})

test('shapes that do not fit are refused when they are put together', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', ['batch', 3])
  expect(() => g.matMul(x, g.input('w', 'float32', [4, 2]))).toThrow('MatMul of [batch, 3], [4, 2]')
  expect(() => g.add(x, g.input('b', 'float32', [2]))).toThrow(GraphError)
  expect(() => g.reshape(x, [5, -1])).toThrow('[batch, 3] cannot be reshaped to [5, -1]')
  expect(() => g.concat([x, g.input('c', 'float32', [1, 2])], 0)).toThrow('do not join at axis 0')
  expect(() => g.reduceSum(x, { axes: [2] })).toThrow('rank 2 has no axis 2')
  expect(() => g.dimension('tokens')).toThrow('no input has the dimension tokens')
  expect(() => g.input('x', 'float32', [])).toThrow('the name x is taken')
})

test('a tensor holds as many numbers as its shape says, in an array of its type', () => {
  expect(() => tensorOf('float32', [2, 2], new Float32Array(3))).toThrow('[2, 2] needs 4 elements, not 3')
  expect(() => tensorOf('float32', [1], new Float64Array(1))).toThrow('float32 is not held in Float64Array')
  expect(() => tensorFrom('float16', [1], [1])).toThrow('made from bit patterns')
})
