import { AppError } from '@plackett/contracts'
import { type DataType, dataTypes, type Tensor } from '@plackett/onnx'

/** The format's element types by its own names; those that we do not compute with are refused by name. */
const typesByName: Readonly<Record<string, DataType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
}
const namesByType = new Map(Object.entries(typesByName).map(([name, type]) => [type, name]))

/** What the reference reader allows; a real header is a few hundred kilobytes. */
const longestHeader = 100_000_000

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly metadata: Readonly<Record<string, string>>
}

interface Entry {
  readonly name: string
  readonly type: DataType
  readonly dims: readonly number[]
  readonly start: number
  readonly end: number
}

type Refuse = (problem: string, cause?: unknown) => never

/**
 * Reads a safetensors file. Nothing in its header is believed: types, shapes and places must fit each other and the file
 * exactly, without gap or overlap, or MODEL_FILE_INVALID names the tensor. Tensors share the memory of `bytes` where its
 * alignment allows.
 */
export function readSafetensors(bytes: Uint8Array, place: string): Safetensors {
  const refuse: Refuse = (problem, cause) => {
    throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause })
  }
  const { header, dataStart } = readHeader(bytes, refuse)
  const { __metadata__: metadata = {}, ...described } = header
  const entries = Object.entries(described).map(([name, value]) => entryOf(name, value, refuse))
  requireSeamless(entries, bytes.length - dataStart, refuse)
  return {
    tensors: new Map(entries.map((entry) => [entry.name, tensorAt(bytes, dataStart, entry)])),
    metadata: metadataOf(metadata, refuse),
  }
}

/** The bytes of a safetensors file; tensors in the order of their names, so that equal content gives equal bytes. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const sorted = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))
  let end = 0
  const described = sorted.map(([name, { type, dims, data }]) => {
    const start = end
    end += data.byteLength
    return [name, { dtype: namesByType.get(type)!, shape: dims, data_offsets: [start, end] }]
  })
  const header = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(described) })
  const text = new TextEncoder().encode(header)
  const dataStart = Math.ceil((8 + text.length) / 8) * 8
  const bytes = new Uint8Array(dataStart + end).fill(0x20, 8, dataStart)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(dataStart - 8), true)
  bytes.set(text, 8)
  let at = dataStart
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return bytes
}

function readHeader(bytes: Uint8Array, refuse: Refuse): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) return refuse('it is too short for a safetensors file')
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)
  if (length > BigInt(Math.min(longestHeader, bytes.length - 8)))
    return refuse(`its header claims ${length} bytes, of which the file has ${bytes.length - 8}`)
  const dataStart = 8 + Number(length)
  const header = parseHeader(bytes.subarray(8, dataStart), refuse)
  if (!isRecord(header)) return refuse('its header is not a JSON object')
  return { header, dataStart }
}

function parseHeader(text: Uint8Array, refuse: Refuse): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch (error) {
    return refuse('its header is not JSON', error)
  }
}

function entryOf(name: string, value: unknown, refuse: Refuse): Entry {
  if (!isRecord(value)) return refuse(`${name} is not described by an object`)
  const { dtype, shape, data_offsets: offsets } = value
  const type = typeof dtype === 'string' && Object.hasOwn(typesByName, dtype) ? typesByName[dtype] : undefined
  if (type === undefined) return refuse(`${name} has the element type ${JSON.stringify(dtype)}, which is not supported`)
  if (!isLengths(shape)) return refuse(`${name} has the shape ${JSON.stringify(shape)}`)
  if (!isLengths(offsets) || offsets.length !== 2) return refuse(`${name} has the place ${JSON.stringify(offsets)}`)
  const [start, end] = offsets as [number, number]
  const size = shape.reduce((product, dim) => product * dim, dataTypes[type].array.BYTES_PER_ELEMENT)
  if (end - start !== size) return refuse(`${name} has ${end - start} bytes where its shape and type need ${size}`)
  return { name, type, dims: shape, start, end }
}

function requireSeamless(entries: readonly Entry[], size: number, refuse: Refuse): void {
  let end = 0
  for (const entry of entries.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (entry.start < end) refuse(`${entry.name} overlaps the tensor before it`)
    if (entry.start > end) refuse(`there is a gap before ${entry.name}`)
    end = entry.end
  }
  if (end !== size) refuse(`its tensors take ${end} bytes, and the file holds ${size}; it may be cut short`)
}

function tensorAt(bytes: Uint8Array, dataStart: number, { type, dims, start, end }: Entry): Tensor {
  const { array } = dataTypes[type]
  const from = bytes.byteOffset + dataStart + start
  const count = (end - start) / array.BYTES_PER_ELEMENT
  if (from % array.BYTES_PER_ELEMENT === 0)
    return { type, dims, data: new array(bytes.buffer as ArrayBuffer, from, count) }
  return { type, dims, data: new array(new Uint8Array(bytes.subarray(dataStart + start, dataStart + end)).buffer) }
}

function metadataOf(metadata: unknown, refuse: Refuse): Record<string, string> {
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string'))
    return refuse('its metadata is not a map of texts')
  return metadata as Record<string, string>
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0)
}
