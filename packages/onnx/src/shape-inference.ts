import { type DataType, dataTypeOf } from './data-type.ts'
import {
  axisOf,
  broadcastShapes,
  type Dim,
  describeShape,
  differenceOf,
  factorsOf,
  productOf,
  quotientOf,
  type Shape,
  sameShape,
  sumOf,
} from './dimension.ts'
import { GraphError } from './graph-error.ts'
import type { Attributes, Op } from './ops.ts'

export interface TypeAndShape {
  readonly type: DataType
  readonly shape: Shape
}

/** What inference may look at. `contents` are the numbers, or names, that an input holds where they are known. */
export interface InferenceContext<O extends Op = Op> {
  readonly inputs: readonly (TypeAndShape | undefined)[]
  readonly attributes: Attributes<O>
  readonly outputCount: number
  contents(input: number): Shape | undefined
}

type Inference<O extends Op> = (context: InferenceContext<O>) => TypeAndShape[]

/** "To the end" in Slice. */
export const sliceEnd = 2 ** 31 - 1

const likeFirst: Inference<Op> = (context) => [required(context, 0)]
const broadcast: Inference<Op> = (context) => [
  { type: required(context, 0).type, shape: context.inputs.map(shapeOf).reduce(broadcastShapes) },
]
const comparison: Inference<Op> = (context) => [
  { type: 'bool', shape: context.inputs.map(shapeOf).reduce(broadcastShapes) },
]

function reduction({ inputs, attributes, contents }: InferenceContext<'ReduceSum'>): TypeAndShape[] {
  const x = inputs[0]!
  const named = contents(1)?.map((axis) => axisOf(Number(axis), x.shape.length))
  const axes = new Set(named ?? x.shape.keys())
  return [{ type: x.type, shape: reduced(x.shape, axes, attributes.keepdims === 1) }]
}

/** How the type and shape of each operator's results follow from its inputs. */
export const shapeInference: { readonly [O in Op]: Inference<O> } = {
  Abs: likeFirst,
  Add: broadcast,
  And: comparison,
  ArgMax: ({ inputs, attributes }) => {
    const { shape } = inputs[0]!
    const axes = new Set([axisOf(attributes.axis, shape.length)])
    return [{ type: 'int64', shape: reduced(shape, axes, attributes.keepdims === 1) }]
  },
  Cast: ({ inputs, attributes }) => {
    const type = dataTypeOf(attributes.to)
    if (type === undefined) throw new GraphError(`there is no element type ${attributes.to}`)
    return [{ type, shape: inputs[0]!.shape }]
  },
  Ceil: likeFirst,
  Clip: likeFirst,
  Concat: ({ inputs, attributes }) => {
    const first = inputs[0]!
    const axis = axisOf(attributes.axis, first.shape.length)
    for (const input of inputs) requireSameBut(axis, first.shape, shapeOf(input))
    const length = inputs.map((input) => shapeOf(input)[axis]!).reduce(sumOf)
    return [{ type: first.type, shape: first.shape.with(axis, length) }]
  },
  ConstantOfShape: ({ attributes, contents }) => [{ type: attributes.value.type, shape: known(contents(0)) }],
  Cos: likeFirst,
  CumSum: likeFirst,
  Div: broadcast,
  Equal: comparison,
  Erf: likeFirst,
  Exp: likeFirst,
  Expand: ({ inputs, contents }) => [
    { type: inputs[0]!.type, shape: broadcastShapes(inputs[0]!.shape, known(contents(1))) },
  ],
  Floor: likeFirst,
  FusedMatMul: ({ inputs, attributes }) => [
    product(turned(inputs[0]!, attributes.transA === 1), turned(inputs[1]!, attributes.transB === 1)),
  ],
  Gather: ({ inputs, attributes }) => {
    const [x, indices] = [inputs[0]!, inputs[1]!]
    const axis = axisOf(attributes.axis, x.shape.length)
    return [{ type: x.type, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)] }]
  },
  GatherElements: ({ inputs }) => [{ type: inputs[0]!.type, shape: inputs[1]!.shape }],
  GatherND: ({ inputs, attributes }) => {
    const [x, indices] = [inputs[0]!, inputs[1]!]
    const depth = Number(indices.shape.at(-1))
    return [{ type: x.type, shape: [...indices.shape.slice(0, -1), ...x.shape.slice(attributes.batch_dims + depth)] }]
  },
  Gelu: likeFirst,
  Gemm: ({ inputs, attributes }) => {
    const result = product(turned(inputs[0]!, attributes.transA === 1), turned(inputs[1]!, attributes.transB === 1))
    const [bias] = inputs.slice(2)
    if (bias && !sameShape(broadcastShapes(result.shape, bias.shape), result.shape))
      throw new GraphError(`a bias ${describeShape(bias.shape)} does not fit ${describeShape(result.shape)}`)
    return [result]
  },
  Greater: comparison,
  GreaterOrEqual: comparison,
  Identity: likeFirst,
  LayerNormalization: ({ inputs, attributes, outputCount }) => {
    const x = inputs[0]!
    const from = axisOf(attributes.axis, x.shape.length)
    const statistic = { type: 'float32', shape: x.shape.map((dim, axis) => (axis < from ? dim : 1)) } as const
    return [x, statistic, statistic].slice(0, outputCount)
  },
  Less: comparison,
  LessOrEqual: comparison,
  Log: likeFirst,
  LogSoftmax: likeFirst,
  MatMul: ({ inputs }) => [product(inputs[0]!, inputs[1]!)],
  Max: broadcast,
  Min: broadcast,
  Mod: broadcast,
  Mul: broadcast,
  Neg: likeFirst,
  Not: likeFirst,
  Or: comparison,
  Pad: ({ inputs, contents }) => {
    const x = inputs[0]!
    const pads = known(contents(1))
    const axes = contents(3)?.map(Number) ?? [...x.shape.keys()]
    const shape = axes.reduce<Shape>((padded, axis, at) => {
      const length = [padded[axis]!, pads[at]!, pads[at + axes.length]!].reduce(sumOf)
      return padded.with(axis, length)
    }, x.shape)
    return [{ type: x.type, shape }]
  },
  Pow: broadcast,
  Range: ({ inputs, contents }) => {
    const [start, limit, delta] = [0, 1, 2].map((input) => known(contents(input))[0])
    if (start !== 0 || delta !== 1) throw new GraphError('a range starts at 0 and counts by 1')
    return [{ type: inputs[0]!.type, shape: [limit!] }]
  },
  Reciprocal: likeFirst,
  ReduceLogSumExp: reduction,
  ReduceMax: reduction,
  ReduceMean: reduction,
  ReduceMin: reduction,
  ReduceSum: reduction,
  ReduceSumSquare: reduction,
  Relu: likeFirst,
  Reshape: ({ inputs, contents }) => [{ type: inputs[0]!.type, shape: reshaped(inputs[0]!.shape, known(contents(1))) }],
  ScatterElements: likeFirst,
  ScatterND: likeFirst,
  Shape: ({ inputs, attributes }) => [
    { type: 'int64', shape: [inputs[0]!.shape.slice(attributes.start, attributes.end).length] },
  ],
  Sigmoid: likeFirst,
  Sign: likeFirst,
  Sin: likeFirst,
  Slice: ({ inputs, contents }) => {
    const x = inputs[0]!
    const [starts, ends, axes] = [1, 2, 3].map((input) => known(contents(input)))
    const shape = axes!.reduce<Shape>((cut, axis, at) => {
      return cut.with(Number(axis), sliceLength(cut[Number(axis)]!, starts![at]!, ends![at]!))
    }, x.shape)
    return [{ type: x.type, shape }]
  },
  Softmax: likeFirst,
  Softplus: likeFirst,
  Split: ({ inputs, attributes, contents }) => {
    const x = inputs[0]!
    const axis = axisOf(attributes.axis, x.shape.length)
    return known(contents(1)).map((size) => ({ type: x.type, shape: x.shape.with(axis, size) }))
  },
  Sqrt: likeFirst,
  Squeeze: ({ inputs, contents }) => {
    const axes = known(contents(1))
    return [{ type: inputs[0]!.type, shape: inputs[0]!.shape.filter((_, axis) => !axes.includes(axis)) }]
  },
  Sub: broadcast,
  Tanh: likeFirst,
  Transpose: ({ inputs, attributes }) => [
    { type: inputs[0]!.type, shape: attributes.perm.map((axis) => inputs[0]!.shape[axis]!) },
  ],
  Trilu: likeFirst,
  Unsqueeze: ({ inputs, contents }) => {
    const shape = known(contents(1)).reduce<Dim[]>(
      (wider, axis) => wider.toSpliced(Number(axis), 0, 1),
      [...inputs[0]!.shape],
    )
    return [{ type: inputs[0]!.type, shape }]
  },
  Where: ({ inputs }) => [{ type: inputs[1]!.type, shape: inputs.map(shapeOf).reduce(broadcastShapes) }],
}

function required(context: InferenceContext, input: number): TypeAndShape {
  const found = context.inputs[input]
  if (found === undefined) throw new GraphError(`input ${input} is missing`)
  return found
}

function shapeOf(value: TypeAndShape | undefined): Shape {
  return value?.shape ?? []
}

function known(contents: Shape | undefined): Shape {
  if (contents === undefined) throw new GraphError('a shape is given by a value that is only known at run time')
  return contents
}

function reduced(shape: Shape, axes: ReadonlySet<number>, keepsAxes: boolean): Shape {
  if (keepsAxes) return shape.map((dim, axis) => (axes.has(axis) ? 1 : dim))
  return shape.filter((_, axis) => !axes.has(axis))
}

/** The length of x[start:end]. Fixed bounds on an axis of unknown length presume that it is long enough. */
function sliceLength(dim: Dim, start: Dim, end: Dim): Dim {
  if (typeof dim === 'number' && typeof start === 'number' && typeof end === 'number') {
    const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + dim : at, 0), dim)
    return Math.max(clamp(end) - clamp(start), 0)
  }
  const at = (bound: Dim) => (typeof bound === 'number' && bound < 0 ? sumOf(dim, bound) : bound)
  return differenceOf(end === sliceEnd ? dim : at(end), at(start))
}

function requireSameBut(axis: number, a: Shape, b: Shape): void {
  if (b.length !== a.length || !a.every((dim, at) => at === axis || dim === b[at]))
    throw new GraphError(`${describeShape(a)} and ${describeShape(b)} do not join at axis ${axis}`)
}

function turned(x: TypeAndShape, isTurned: boolean): TypeAndShape {
  if (!isTurned) return x
  return { type: x.type, shape: [...x.shape.slice(0, -2), ...x.shape.slice(-2).reverse()] }
}

function product(a: TypeAndShape, b: TypeAndShape): TypeAndShape {
  if (a.shape.length < 2 || b.shape.length < 2 || a.shape.at(-1) !== b.shape.at(-2))
    throw new GraphError(`${describeShape(a.shape)} and ${describeShape(b.shape)} cannot be multiplied`)
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2))
  return { type: a.type, shape: [...batch, a.shape.at(-2)!, b.shape.at(-1)!] }
}

/** The shape that a Reshape arrives at: 0 keeps the axis, one −1 takes what is left. */
function reshaped(from: Shape, target: Shape): Shape {
  const kept = target.map((dim, axis) => (dim === 0 ? from[axis]! : dim))
  const whole = productOf(from)
  const rest = quotientOf(whole, productOf(kept.filter((dim) => dim !== -1)))
  const shape = kept.map((dim) => (dim === -1 ? (rest ?? missing(from, target)) : dim))
  if (!sameFactors(productOf(shape), whole)) missing(from, target)
  return shape
}

function sameFactors(a: Dim, b: Dim): boolean {
  const [x, y] = [factorsOf([a]), factorsOf([b])]
  return x.factor === y.factor && x.symbols.sort().join() === y.symbols.sort().join()
}

function missing(from: Shape, target: Shape): never {
  throw new GraphError(`${describeShape(from)} cannot be reshaped to ${describeShape(target)}`)
}
