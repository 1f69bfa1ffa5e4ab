import { type DataType, dataTypes, isFloating } from './data-type.ts'
import { axisOf, type Dim, describeShape, factorsOf, type Shape, sameShape, termsOf } from './dimension.ts'
import type { Graph, GraphNode, ValueInfo } from './graph.ts'
import { GraphError } from './graph-error.ts'
import type { Attributes, Op } from './ops.ts'
import { neededNodes } from './prune.ts'
import { type InferenceContext, shapeInference, sliceEnd, type TypeAndShape } from './shape-inference.ts'
import { type Tensor, tensorFrom } from './tensor.ts'

/** A value of the graph under construction. Its rank is fixed; names in its shape stand for lengths known at run time. */
export interface Value extends ValueInfo {
  name: string
}

/** A number stands for a constant of the other operand's type. */
export type Operand = Value | number

export interface BuilderNode<O extends Op = Op> {
  readonly op: O
  readonly inputs: readonly (Value | undefined)[]
  readonly outputs: readonly Value[]
  readonly attributes: Attributes<O>
}

type PairOp =
  | 'Add'
  | 'Sub'
  | 'Mul'
  | 'Div'
  | 'Pow'
  | 'Min'
  | 'Max'
  | 'Equal'
  | 'Less'
  | 'LessOrEqual'
  | 'Greater'
  | 'GreaterOrEqual'
type ReduceOp = Extract<Op, `Reduce${string}`>

interface ReduceOptions {
  readonly axes?: readonly number[]
  readonly keepsAxes?: boolean
}

/**
 * Builds a graph, one method per operator and named as it is; results carry their inferred type and shape, and a call
 * whose shapes do not fit throws a GraphError at once. `build` keeps only what the outputs need.
 */
export class GraphBuilder {
  readonly #inputs: Value[] = []
  readonly #outputs: Value[] = []
  readonly #nodes: BuilderNode[] = []
  readonly #initializers = new Map<Value, Tensor>()
  readonly #constants = new Map<string, Value>()
  readonly #contents = new Map<Value, Shape>()
  readonly #detached = new Set<Value>()
  readonly #dimensions = new Map<Dim, Value>()
  readonly #taken = new Map<string, number>()
  #scope = ''

  /** Every operation so far, in order. */
  get nodes(): readonly BuilderNode[] {
    return this.#nodes
  }

  /** Runs `part` with the names of its values below `name`, as in a folder. */
  scope<T>(name: string, part: () => T): T {
    const outer = this.#scope
    this.#scope = `${outer}${name}/`
    try {
      return part()
    } finally {
      this.#scope = outer
    }
  }

  /** Gives a value the name by which people find it; a number is added where the name is taken. */
  name(value: Value, name: string): Value {
    value.name = this.#unique(name)
    return value
  }

  input(name: string, type: DataType, shape: Shape): Value {
    const value = { name: this.#exactly(name), type, shape }
    this.#inputs.push(value)
    return value
  }

  /** A tensor that the file holds, such as a trained weight. */
  initializer(name: string, tensor: Tensor): Value {
    const value = { name: this.#exactly(name), type: tensor.type, shape: tensor.dims }
    this.#initializers.set(value, tensor)
    return value
  }

  /** Makes the value an output of the file under exactly this name. */
  output(value: Value, name: string): Value {
    const isOwn = this.#nodes.some((node) => node.outputs.includes(value)) && !this.#outputs.includes(value)
    const output = isOwn ? value : this.identity(value)
    output.name = this.#exactly(name)
    this.#outputs.push(output)
    return output
  }

  /** A small constant; equal ones are one. */
  constant(tensor: Tensor): Value {
    const key = `${tensor.type}[${tensor.dims.join()}]${tensor.data.join()}`
    const value = this.#constants.get(key) ?? this.initializer(this.#free(constantName(tensor)), tensor)
    this.#constants.set(key, value)
    if (tensor.type === 'int64') this.#contents.set(value, Array.from(tensor.data, Number))
    return value
  }

  scalar(value: number, type: DataType): Value {
    return this.constant(tensorFrom(type, [], [value]))
  }

  int64s(values: readonly number[]): Value {
    return this.constant(tensorFrom('int64', [values.length], values))
  }

  /** A length as an int64 [1], computed at run time where it is a name. */
  dimension(dim: Dim): Value {
    if (typeof dim === 'number') return this.int64s([dim])
    const value = this.#dimensions.get(dim) ?? this.#computeDimension(dim)
    this.#dimensions.set(dim, value)
    this.#contents.set(value, [dim])
    return value
  }

  /** A shape as an int64 vector. */
  shapeValue(shape: Shape): Value {
    if (shape.every((dim) => typeof dim === 'number')) return this.int64s(shape)
    if (shape.length === 1) return this.dimension(shape[0]!)
    const value = this.concat(
      shape.map((dim) => this.dimension(dim)),
      0,
    )
    this.#contents.set(value, shape)
    return value
  }

  /** The whole numbers, or the named lengths, that a value is known to hold; undefined where it is not known. */
  contentsOf(value: Value): Shape | undefined {
    return this.#contents.get(value)
  }

  /** The shape is computed from the input that first had each of its names. */
  #computeDimension(dim: string): Value {
    const terms = [...termsOf(dim)]
    if (terms.length > 1 || terms[0]![1] !== 1)
      return terms.map(([name, count]) => this.mul(this.dimension(name || 1), this.int64s([count]))).reduce(this.add)
    const { symbols } = factorsOf([dim])
    if (symbols.length > 1) return symbols.map((symbol) => this.dimension(symbol)).reduce(this.mul)
    const source = this.#inputs.find((input) => input.shape.includes(dim))
    if (!source) throw new GraphError(`no input has the dimension ${dim}`)
    const axis = source.shape.indexOf(dim)
    return this.node('Shape', [source], { start: axis, end: axis + 1 })
  }

  /** Appends an operation and returns its first result. */
  node<O extends Op>(op: O, inputs: readonly (Value | undefined)[], attributes: Attributes<O>): Value {
    return this.operation(op, inputs, attributes, 1)[0]!
  }

  /** Appends an operation with several results. */
  operation<O extends Op>(
    op: O,
    inputs: readonly (Value | undefined)[],
    attributes: Attributes<O>,
    outputCount: number,
  ): Value[] {
    const contents = (input: number) => inputs[input] && this.#contents.get(inputs[input])
    const outputs = inferred({ op, inputs, attributes, outputCount, contents })
    const values = outputs.map((output) => this.#value(`${this.#scope}${camel(op)}`, output))
    this.#nodes.push({ op, inputs, outputs: values, attributes } as unknown as BuilderNode)
    return values
  }

  /** The same value, through which no gradient flows. */
  detach(x: Value): Value {
    const value = this.identity(x)
    this.#detached.add(value)
    return value
  }

  isDetached(value: Value): boolean {
    return this.#detached.has(value)
  }

  // Elementwise, one operand
  abs = (x: Value) => this.node('Abs', [x], {})
  cos = (x: Value) => this.node('Cos', [x], {})
  ceil = (x: Value) => this.node('Ceil', [x], {})
  erf = (x: Value) => this.node('Erf', [x], {})
  exp = (x: Value) => this.node('Exp', [x], {})
  floor = (x: Value) => this.node('Floor', [x], {})
  identity = (x: Value) => this.node('Identity', [x], {})
  log = (x: Value) => this.node('Log', [x], {})
  neg = (x: Value) => this.node('Neg', [x], {})
  not = (x: Value) => this.node('Not', [x], {})
  reciprocal = (x: Value) => this.node('Reciprocal', [x], {})
  relu = (x: Value) => this.node('Relu', [x], {})
  sigmoid = (x: Value) => this.node('Sigmoid', [x], {})
  sign = (x: Value) => this.node('Sign', [x], {})
  sin = (x: Value) => this.node('Sin', [x], {})
  softplus = (x: Value) => this.node('Softplus', [x], {})
  sqrt = (x: Value) => this.node('Sqrt', [x], {})
  tanh = (x: Value) => this.node('Tanh', [x], {})
  gelu = (x: Value, approximate: 'none' | 'tanh' = 'none') => this.node('Gelu', [x], { approximate })

  cast(x: Value, type: DataType): Value {
    return x.type === type ? x : this.node('Cast', [x], { to: dataTypes[type].code, saturate: 1 })
  }

  // Elementwise, two or three operands
  add = (x: Operand, y: Operand) => this.#elementwise('Add', x, y)
  sub = (x: Operand, y: Operand) => this.#elementwise('Sub', x, y)
  mul = (x: Operand, y: Operand) => this.#elementwise('Mul', x, y)
  div = (x: Operand, y: Operand) => this.#elementwise('Div', x, y)
  pow = (x: Operand, y: Operand) => this.#elementwise('Pow', x, y)
  min = (x: Operand, y: Operand) => this.#elementwise('Min', x, y)
  max = (x: Operand, y: Operand) => this.#elementwise('Max', x, y)
  equal = (x: Operand, y: Operand) => this.#elementwise('Equal', x, y)
  less = (x: Operand, y: Operand) => this.#elementwise('Less', x, y)
  lessOrEqual = (x: Operand, y: Operand) => this.#elementwise('LessOrEqual', x, y)
  greater = (x: Operand, y: Operand) => this.#elementwise('Greater', x, y)
  greaterOrEqual = (x: Operand, y: Operand) => this.#elementwise('GreaterOrEqual', x, y)
  and = (x: Value, y: Value) => this.node('And', [x, y], {})
  or = (x: Value, y: Value) => this.node('Or', [x, y], {})

  mod(x: Value, y: Operand): Value {
    return this.node('Mod', this.#pair(x, y), { fmod: isFloating(x.type) ? 1 : 0 })
  }

  clip(x: Value, low: number, high: number): Value {
    return this.node('Clip', [x, this.scalar(low, x.type), this.scalar(high, x.type)], {})
  }

  where(condition: Value, x: Operand, y: Operand): Value {
    return this.node('Where', [condition, ...this.#pair(x, y)], {})
  }

  // Products
  matMul = (a: Value, b: Value) => this.node('MatMul', [a, b], {})

  /** α · op(a) · op(b) over the last two axes, op being the transpose where asked. float32 only. */
  fusedMatMul(a: Value, b: Value, options: { alpha?: number; transA?: 0 | 1; transB?: 0 | 1 } = {}): Value {
    const { alpha = 1, transA = 0, transB = 0 } = options
    return this.node('FusedMatMul', [a, b], { alpha, transA, transB, transBatchA: 0, transBatchB: 0 })
  }

  /** α · op(a) · op(b) + β · c, for matrices. */
  gemm(
    a: Value,
    b: Value,
    c?: Value,
    options: { alpha?: number; beta?: number; transA?: 0 | 1; transB?: 0 | 1 } = {},
  ): Value {
    const { alpha = 1, beta = 1, transA = 0, transB = 0 } = options
    return this.node('Gemm', c ? [a, b, c] : [a, b], { alpha, beta, transA, transB })
  }

  // Reductions
  reduceSum = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceSum', x, options)
  reduceMean = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceMean', x, options)
  reduceMax = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceMax', x, options)
  reduceMin = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceMin', x, options)
  reduceLogSumExp = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceLogSumExp', x, options)
  reduceSumSquare = (x: Value, options?: ReduceOptions) => this.#reduce('ReduceSumSquare', x, options)

  cumSum(x: Value, axis: number, { exclusive = 0, reverse = 0 }: { exclusive?: 0 | 1; reverse?: 0 | 1 } = {}): Value {
    return this.node('CumSum', [x, this.scalar(axisOf(axis, x.shape.length), 'int64')], { exclusive, reverse })
  }

  argMax(x: Value, axis: number): Value {
    return this.node('ArgMax', [x], { axis, keepdims: 0, select_last_index: 0 })
  }

  // Normalisation
  softmax = (x: Value, axis = -1) => this.node('Softmax', [x], { axis })
  logSoftmax = (x: Value, axis = -1) => this.node('LogSoftmax', [x], { axis })

  /** Over the last axis. Returns the result and, in float32, the mean and 1/√(variance + epsilon). */
  layerNormalization(x: Value, scale: Value, bias: Value | undefined, epsilon: number): [Value, Value, Value] {
    const inputs = bias ? [x, scale, bias] : [x, scale]
    const [y, mean, rstd] = this.operation('LayerNormalization', inputs, { axis: -1, epsilon, stash_type: 1 }, 3)
    return [y!, mean!, rstd!]
  }

  // Shape
  /** To a shape with the same number of elements; 0 keeps an axis and one −1 takes what is left, as in ONNX. */
  reshape(x: Value, shape: Shape): Value {
    if (sameShape(x.shape, shape)) return x
    const kept = shape.map((dim, axis) => (dim === x.shape[axis] && typeof dim === 'string' ? 0 : dim))
    const open = kept.filter((dim) => typeof dim === 'string')
    const target = open.length === 1 && !kept.includes(-1) ? kept.with(kept.indexOf(open[0]!), -1) : kept
    const isFixed = target.every((dim) => typeof dim === 'number')
    return this.node('Reshape', [x, isFixed ? this.int64s(target) : this.shapeValue(shape)], { allowzero: 0 })
  }

  transpose(x: Value, perm: readonly number[]): Value {
    return perm.every((axis, at) => axis === at) ? x : this.node('Transpose', [x], { perm })
  }

  /** With the last two axes exchanged. */
  transposeLast(x: Value): Value {
    const axes = [...x.shape.keys()]
    return this.transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()])
  }

  unsqueeze = (x: Value, axes: readonly number[]) => this.node('Unsqueeze', [x, this.int64s(axes)], {})
  squeeze = (x: Value, axes: readonly number[]) => this.node('Squeeze', [x, this.int64s(axes)], {})

  expand(x: Value, shape: Shape): Value {
    return sameShape(x.shape, shape) ? x : this.node('Expand', [x, this.shapeValue(shape)], {})
  }

  concat(values: readonly Value[], axis: number): Value {
    return this.node('Concat', values, { axis })
  }

  split(x: Value, axis: number, sizes: Shape): Value[] {
    return this.operation('Split', [x, this.shapeValue(sizes)], { axis: axisOf(axis, x.shape.length) }, sizes.length)
  }

  /** x[start:end] along one axis; negative bounds count from the back, no end means to the end. */
  slice(x: Value, axis: number, start: Dim, end: Dim = sliceEnd): Value {
    const bounds = [start, end].map((bound) => this.dimension(bound))
    return this.node('Slice', [x, ...bounds, this.int64s([axisOf(axis, x.shape.length)])], {})
  }

  /** Zeros before and after along one axis. */
  pad(x: Value, axis: number, before: number, after: number): Value {
    const zero = this.scalar(0, x.type)
    return this.node('Pad', [x, this.int64s([before, after]), zero, this.int64s([axis])], { mode: 'constant' })
  }

  trilu = (x: Value, upper: 0 | 1, diagonal = 0) => {
    return this.node('Trilu', [x, this.scalar(diagonal, 'int64')], { upper })
  }

  /** The same number everywhere. */
  fill(shape: Shape, value: number, type: DataType): Value {
    return this.node('ConstantOfShape', [this.shapeValue(shape)], { value: tensorFrom(type, [1], [value]) })
  }

  /** 0, 1, 2 … up to a length, int64. */
  range(dim: Dim): Value {
    const limit = this.reshape(this.dimension(dim), [])
    this.#contents.set(limit, [dim])
    return this.node('Range', [this.scalar(0, 'int64'), limit, this.scalar(1, 'int64')], {})
  }

  // Indexing
  gather = (x: Value, indices: Value, axis = 0) => this.node('Gather', [x, indices], { axis })
  gatherElements = (x: Value, indices: Value, axis: number) => this.node('GatherElements', [x, indices], { axis })
  gatherND = (x: Value, indices: Value) => this.node('GatherND', [x, indices], { batch_dims: 0 })

  scatterND(x: Value, indices: Value, updates: Value, reduction: 'none' | 'add' = 'none'): Value {
    return this.node('ScatterND', [x, indices, updates], { reduction })
  }

  scatterElements(
    x: Value,
    indices: Value,
    updates: Value,
    options: { axis: number; reduction?: 'none' | 'add' | 'max' },
  ): Value {
    return this.node('ScatterElements', [x, indices, updates], { reduction: 'none', ...options })
  }

  /** The graph of what the outputs need, as plain data. */
  build(name: string): Graph {
    const nodes = neededNodes(this.#nodes, this.#outputs)
    const used = new Set<Value | undefined>([...nodes.flatMap((node) => node.inputs), ...this.#outputs])
    return {
      name,
      inputs: this.#inputs.map(infoOf),
      outputs: this.#outputs.map(infoOf),
      initializers: new Map([...this.#initializers].filter(([v]) => used.has(v)).map(([v, t]) => [v.name, t])),
      nodes: nodes.map((node) => plainNode(node, used)),
      values: nodes.flatMap((node) =>
        node.outputs.filter((v) => used.has(v) && !this.#outputs.includes(v)).map(infoOf),
      ),
    }
  }

  #elementwise(op: PairOp, x: Operand, y: Operand): Value {
    return this.node(op, this.#pair(x, y), {})
  }

  #pair(x: Operand, y: Operand): [Value, Value] {
    const type = typeof x !== 'number' ? x.type : typeof y !== 'number' ? y.type : 'float32'
    return [typeof x === 'number' ? this.scalar(x, type) : x, typeof y === 'number' ? this.scalar(y, type) : y]
  }

  #reduce(op: ReduceOp, x: Value, { axes, keepsAxes = false }: ReduceOptions = {}): Value {
    if (axes?.length === 0) return x
    const named = axes?.map((axis) => axisOf(axis, x.shape.length)) ?? [...x.shape.keys()]
    return this.node(op, [x, this.int64s(named)], { keepdims: keepsAxes ? 1 : 0, noop_with_empty_axes: 0 })
  }

  #value(name: string, { type, shape }: TypeAndShape): Value {
    return { name: this.#unique(name), type, shape }
  }

  #unique(name: string): string {
    const free = this.#free(name)
    this.#taken.set(free, 0)
    return free
  }

  #exactly(name: string): string {
    if (this.#taken.has(name)) throw new GraphError(`the name ${name} is taken`)
    return this.#unique(name)
  }

  /** The name itself, or with the next number that makes it new. */
  #free(name: string): string {
    const count = this.#taken.get(name)
    if (count === undefined) return name
    this.#taken.set(name, count + 1)
    return this.#free(`${name}_${count + 1}`)
  }
}

function inferred<O extends Op>({ op, ...context }: InferenceContext<O> & { op: O }): TypeAndShape[] {
  try {
    return shapeInference[op](context)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    const shapes = context.inputs.map((input) => (input ? describeShape(input.shape) : '–'))
    throw new GraphError(`${op} of ${shapes.join(', ')}: ${error.message}`, { cause: error })
  }
}

function camel(op: string): string {
  return op.charAt(0).toLowerCase() + op.slice(1)
}

function constantName({ type, dims, data }: Tensor): string {
  const values = [...data.slice(0, 8)].join('_')
  return `${dims.length === 0 ? 'scalar' : `vector${dims.join('x')}`}_${type}_${values}`
}

function infoOf({ name, type, shape }: Value): ValueInfo {
  return { name, type, shape }
}

/** Optional results at the end that nothing uses are left out, so that they are not computed. */
function plainNode({ op, inputs, outputs, attributes }: BuilderNode, used: ReadonlySet<Value | undefined>): GraphNode {
  const named = (values: readonly (Value | undefined)[]) => values.map((value) => value?.name ?? '')
  const last = op === 'Split' ? outputs.length : outputs.findLastIndex((output) => used.has(output)) + 1
  const name = `${outputs[0]!.name}:${op}`
  return { op, name, inputs: named(inputs), outputs: named(outputs.slice(0, last)), attributes }
}
