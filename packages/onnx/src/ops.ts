import type { Tensor } from './tensor.ts'

/** The version of the standard operators that our files ask for, and the file format's. onnxruntime 1.30 knows both. */
export const opset = 21
export const irVersion = 10

interface AttributeValues {
  int: number
  float: number
  ints: readonly number[]
  string: string
  tensor: Tensor
}
export type AttributeKind = keyof AttributeValues

/** An attribute: its kind and, where it may be left out of a file, what that means. */
interface AttributeSpec<K extends AttributeKind = AttributeKind> {
  readonly kind: K
  readonly default?: AttributeValues[K]
}

const required = <K extends AttributeKind>(kind: K): AttributeSpec<K> => ({ kind })
const int = (value: number): AttributeSpec<'int'> => ({ kind: 'int', default: value })
const float = (value: number): AttributeSpec<'float'> => ({ kind: 'float', default: value })
const string = (value: string): AttributeSpec<'string'> => ({ kind: 'string', default: value })
const reduction = { keepdims: int(1), noop_with_empty_axes: int(0) }

/**
 * Every operator that our graphs use, with its attributes: the closed union that shape inference and the gradient rules
 * must cover. All are of the standard domain but FusedMatMul, which every build of onnxruntime has (CPU, float32).
 */
export const ops = {
  Abs: {},
  Add: {},
  And: {},
  ArgMax: { axis: int(0), keepdims: int(1), select_last_index: int(0) },
  Cast: { to: required('int'), saturate: int(1) },
  Ceil: {},
  Clip: {},
  Concat: { axis: required('int') },
  ConstantOfShape: { value: required('tensor') },
  Cos: {},
  CumSum: { exclusive: int(0), reverse: int(0) },
  Div: {},
  Equal: {},
  Erf: {},
  Exp: {},
  Expand: {},
  Floor: {},
  FusedMatMul: { alpha: float(1), transA: int(0), transB: int(0), transBatchA: int(0), transBatchB: int(0) },
  Gather: { axis: int(0) },
  GatherElements: { axis: int(0) },
  GatherND: { batch_dims: int(0) },
  Gelu: { approximate: string('none') },
  Gemm: { alpha: float(1), beta: float(1), transA: int(0), transB: int(0) },
  Greater: {},
  GreaterOrEqual: {},
  Identity: {},
  LayerNormalization: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  Less: {},
  LessOrEqual: {},
  Log: {},
  LogSoftmax: { axis: int(-1) },
  MatMul: {},
  Max: {},
  Min: {},
  Mod: { fmod: int(0) },
  Mul: {},
  Neg: {},
  Not: {},
  Or: {},
  Pad: { mode: string('constant') },
  Pow: {},
  Range: {},
  Reciprocal: {},
  ReduceLogSumExp: reduction,
  ReduceMax: reduction,
  ReduceMean: reduction,
  ReduceMin: reduction,
  ReduceSum: reduction,
  ReduceSumSquare: reduction,
  Relu: {},
  Reshape: { allowzero: int(0) },
  ScatterElements: { axis: int(0), reduction: string('none') },
  ScatterND: { reduction: string('none') },
  Shape: { start: int(0), end: int(2 ** 31 - 1) },
  Sigmoid: {},
  Sign: {},
  Sin: {},
  Slice: {},
  Softmax: { axis: int(-1) },
  Softplus: {},
  Split: { axis: int(0) },
  Sqrt: {},
  Squeeze: {},
  Sub: {},
  Tanh: {},
  Transpose: { perm: required('ints') },
  Trilu: { upper: int(1) },
  Unsqueeze: {},
  Where: {},
} as const satisfies Record<string, Record<string, AttributeSpec>>

export type Op = keyof typeof ops

/** The attributes of an operator by name, all present. */
export type Attributes<O extends Op> = {
  readonly [K in keyof (typeof ops)[O]]: (typeof ops)[O][K] extends AttributeSpec<infer Kind>
    ? AttributeValues[Kind]
    : never
}

export function isOp(name: string): name is Op {
  return Object.hasOwn(ops, name)
}

export function domainOf(op: Op): '' | 'com.microsoft' {
  return op === 'FusedMatMul' ? 'com.microsoft' : ''
}
