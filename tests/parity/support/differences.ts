import type { Tensor } from '@plackett/onnx'

/** All numbers of nested lists, in row order. */
export function flat(nested: unknown): number[] {
  return Array.isArray(nested) ? nested.flatMap(flat) : [Number(nested)]
}

export function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data as Float32Array, Number)
}

/** The largest difference of two lists of equal length; infinite where one holds NaN or the lengths differ. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let at = 0; at < expected.length; at++) {
    const difference = Math.abs(actual[at]! - expected[at]!)
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY
    largest = Math.max(largest, difference)
  }
  return largest
}

export function largestOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]!))
  return largest
}
