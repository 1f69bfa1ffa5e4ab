import { AppError } from '@plackett/contracts'
import { type Tensor, tensorOf } from '@plackett/onnx'

/** The tensor in float32, in which everything is computed; itself where it is so already. */
export function widen(tensor: Tensor, name: string, place: string): Tensor {
  const { type, dims, data } = tensor
  if (type === 'float32') return tensor
  if (type === 'float64') return tensorOf('float32', dims, Float32Array.from(data as Float64Array))
  if (type === 'bfloat16') return tensorOf('float32', dims, fromBrainFloats(data as Uint16Array))
  if (type === 'float16') return tensorOf('float32', dims, Float32Array.from(data as Uint16Array, fromHalf))
  throw new AppError('MODEL_FILE_INVALID', { place, problem: `the weight ${name} is of ${type}` })
}

/** bfloat16 is the upper half of a float32. */
function fromBrainFloats(data: Uint16Array): Float32Array {
  const bits = new Uint32Array(data.length)
  for (let at = 0; at < data.length; at++) bits[at] = data[at]! << 16
  return new Float32Array(bits.buffer)
}

/** IEEE 754 half precision: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
