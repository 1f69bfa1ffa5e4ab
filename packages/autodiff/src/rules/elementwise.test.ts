import { type DataType, GraphBuilder, GraphError, type Operand, type Shape, type Value } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { checkCases } from '../../testing/check-cases.ts'
import type { CaseInput, CasesOf, GradientCase } from '../../testing/check-gradient.ts'
import { gradients } from '../gradients.ts'
import { elementwiseRules } from './elementwise.ts'

const positive = (at: number) => 0.3 + ((at * 0.618) % 1) * 2

function unary(
  build: (g: GraphBuilder, x: Value) => Value,
  options: { values?: (at: number) => number; type?: 'float32' } = {},
): GradientCase[] {
  return [[2, 3], [], ['batch', 4]].map((shape) => ({
    name: `of [${shape}]`,
    inputs: [{ shape, values: options.values }],
    build,
    type: options.type,
  }))
}

const shapePairs: [Shape, Shape][] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [[], [2, 3]],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [1, 3],
    [2, 4, 1],
  ],
  [['batch', 1, 'tokens'], ['tokens']],
  [
    ['batch', 'tokens', 2],
    ['batch', 1, 2],
  ],
]

function binary(
  build: (g: GraphBuilder, x: Operand, y: Operand) => Value,
  values: { x?: (at: number) => number; y?: (at: number) => number } = {},
): GradientCase[] {
  return shapePairs.map(([x, y]) => ({
    name: `of [${x}] and [${y}]`,
    inputs: [
      { shape: x, values: values.x },
      { shape: y, values: values.y },
    ],
    build: (g, a, b) => build(g, a!, b!),
  }))
}

const every = (other: Shape): CaseInput => ({ shape: other, type: 'bool', values: (at) => at % 2 })
const equalOperands: GradientCase['inputs'] = [
  { shape: [2], values: () => 1 },
  { shape: [2], values: () => 1 },
]

const cases: CasesOf<typeof elementwiseRules> = {
  Abs: unary((g, x) => g.abs(x)),
  Add: binary((g, x, y) => g.add(x, y)),
  Cast: unary((g, x) => g.mul(g.cast(g.cast(x, 'float64'), x.type), x), { type: 'float32' }),
  Clip: unary((g, x) => g.clip(x, -1, 0.7)),
  Cos: unary((g, x) => g.cos(x)),
  Div: binary((g, x, y) => g.div(x, y), { y: positive }),
  Erf: unary((g, x) => g.erf(x), { type: 'float32' }),
  Exp: unary((g, x) => g.exp(x)),
  Gelu: [
    ...unary((g, x) => g.gelu(x), { type: 'float32' }),
    ...unary((g, x) => g.gelu(x, 'tanh'), { type: 'float32' }).map((each) => ({ ...each, name: `tanh ${each.name}` })),
  ],
  Identity: unary((g, x) => g.identity(x)),
  Log: unary((g, x) => g.log(x), { values: positive }),
  Max: [
    ...binary((g, x, y) => g.max(x, y)),
    { name: 'equal operands share', inputs: equalOperands, build: (g, x, y) => g.max(x!, y!) },
  ],
  Min: [
    ...binary((g, x, y) => g.min(x, y)),
    { name: 'equal operands share', inputs: equalOperands, build: (g, x, y) => g.min(x!, y!) },
  ],
  Mul: [
    ...binary((g, x, y) => g.mul(x, y)),
    { name: 'a value by itself', inputs: [{ shape: [3] }], build: (g, x) => g.mul(x!, x!) },
  ],
  Neg: unary((g, x) => g.neg(x)),
  Pow: [
    ...binary((g, x, y) => g.pow(x, y), { x: positive }),
    { name: 'a square of negative numbers', inputs: [{ shape: [4] }], build: (g, x) => g.pow(x!, 2) },
  ],
  Reciprocal: unary((g, x) => g.reciprocal(x), { values: positive }),
  Relu: unary((g, x) => g.relu(x)),
  Sigmoid: unary((g, x) => g.sigmoid(x)),
  Sin: unary((g, x) => g.sin(x)),
  Softplus: unary((g, x) => g.softplus(x), { type: 'float32' }),
  Sqrt: unary((g, x) => g.sqrt(x), { values: positive }),
  Sub: binary((g, x, y) => g.sub(x, y)),
  Tanh: unary((g, x) => g.tanh(x)),
  Where: shapePairs.map(([x, y]) => ({
    name: `of [${x}] and [${y}]`,
    inputs: [every(x), { shape: x }, { shape: y }],
    build: (g, c, a, b) => g.where(c!, a!, b!),
  })),
}

checkCases(elementwiseRules, cases)

const jumps: [string, (g: GraphBuilder, x: Value) => Value][] = [
  ['Ceil', (g, x) => g.ceil(x)],
  ['Floor', (g, x) => g.floor(x)],
  ['Mod', (g, x) => g.mod(x, 2)],
  ['Sign', (g, x) => g.sign(x)],
]
test.each(jumps)('%s on the path is refused by operator and value', (op, build) => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [3])
  const rounded = g.name(build(g, x), 'rounded_reward')
  expect(() => gradients(g, g.reduceSum(rounded), [x])).toThrow(GraphError)
  expect(() => gradients(g, g.reduceSum(rounded), [x])).toThrow(`${op} (value rounded_reward)`)
})

const logic: [string, DataType, (g: GraphBuilder, x: Value) => Value][] = [
  ['Greater', 'float32', (g, x) => g.greater(x, 0)],
  ['GreaterOrEqual', 'float32', (g, x) => g.greaterOrEqual(x, 0)],
  ['Less', 'float32', (g, x) => g.less(x, 0)],
  ['LessOrEqual', 'float32', (g, x) => g.lessOrEqual(x, 0)],
  ['Equal', 'float32', (g, x) => g.equal(x, 0)],
  ['And', 'bool', (g, x) => g.and(x, x)],
  ['Or', 'bool', (g, x) => g.or(x, x)],
  ['Not', 'bool', (g, x) => g.not(x)],
]
test.each(logic)('%s passes no gradient through its condition', (_, type, build) => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [3])
  const conditionOfX = build(g, type === 'bool' ? g.greater(x, 0) : x)
  const [dx] = gradients(g, g.reduceSum(g.cast(conditionOfX, 'float32')), [x])
  expect(dx!.shape).toEqual([3])
})
