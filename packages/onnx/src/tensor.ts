import { type DataType, dataTypes } from './data-type.ts'
import { GraphError } from './graph-error.ts'

export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** Numbers with a shape, row by row. float16 and bfloat16 are held as their bit patterns, bool as 0 and 1. */
export interface Tensor {
  readonly type: DataType
  readonly dims: readonly number[]
  readonly data: TensorData
}

/** A tensor over the given array, which is not copied. */
export function tensorOf(type: DataType, dims: readonly number[], data: TensorData): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1)
  if (data.length !== size) throw new GraphError(`[${dims.join(', ')}] needs ${size} elements, not ${data.length}`)
  if (!(data instanceof dataTypes[type].array)) throw new GraphError(`${type} is not held in ${data.constructor.name}`)
  return { type, dims, data }
}

/** A tensor from plain numbers, converted to the type (whole numbers for the integer types). */
export function tensorFrom(type: DataType, dims: readonly number[], values: Iterable<number>): Tensor {
  if (type === 'float16' || type === 'bfloat16') throw new GraphError(`${type} tensors are made from bit patterns`)
  if (type === 'int64') return tensorOf(type, dims, BigInt64Array.from(values, BigInt))
  if (type === 'uint64') return tensorOf(type, dims, BigUint64Array.from(values, BigInt))
  return tensorOf(type, dims, dataTypes[type].array.from([...values]))
}
