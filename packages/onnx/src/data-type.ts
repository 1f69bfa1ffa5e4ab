/** What each element type is called (as onnxruntime calls it), its number in ONNX files, and the array that holds it. */
export const dataTypes = {
  float32: { code: 1, array: Float32Array },
  uint8: { code: 2, array: Uint8Array },
  int8: { code: 3, array: Int8Array },
  uint16: { code: 4, array: Uint16Array },
  int16: { code: 5, array: Int16Array },
  int32: { code: 6, array: Int32Array },
  int64: { code: 7, array: BigInt64Array },
  bool: { code: 9, array: Uint8Array },
  float16: { code: 10, array: Uint16Array },
  float64: { code: 11, array: Float64Array },
  uint32: { code: 12, array: Uint32Array },
  uint64: { code: 13, array: BigUint64Array },
  bfloat16: { code: 16, array: Uint16Array },
} as const

export type DataType = keyof typeof dataTypes

const byCode = new Map(Object.entries(dataTypes).map(([type, { code }]) => [code as number, type as DataType]))

/** The type with this number in ONNX files; undefined for strings, complex numbers and the packed small types. */
export function dataTypeOf(code: number): DataType | undefined {
  return byCode.get(code)
}

/** Whether values of the type can have a gradient. */
export function isFloating(type: DataType): boolean {
  return type === 'float32' || type === 'float64' || type === 'float16' || type === 'bfloat16'
}
