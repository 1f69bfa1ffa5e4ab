/** Values shifted so that their mean is 0: worths are known up to a common factor only. */
export function centred(values: ArrayLike<number>): number[] {
  const list = Array.from(values)
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length
  return list.map((value) => value - mean)
}

/** The direction, of length 1, that shifts the first `items` of `dimension` coordinates together. */
export function shiftDirection(items: number, dimension = items): Float64Array {
  return new Float64Array(dimension).fill(1 / Math.sqrt(items), 0, items)
}
