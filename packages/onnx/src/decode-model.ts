import { AppError } from '@plackett/contracts'
import { type DataType, dataTypeOf, dataTypes } from './data-type.ts'
import type { Graph, GraphNode, ValueInfo } from './graph.ts'
import {
  type AttributeMessage,
  attributeTypes,
  type ModelMessage,
  modelProto,
  type NodeMessage,
  type TensorMessage,
  type ValueInfoMessage,
  type Whole,
} from './model-proto.ts'
import { type AttributeKind, domainOf, isOp, ops } from './ops.ts'
import { type Tensor, type TensorData, tensorFrom } from './tensor.ts'

export interface DecodedModel {
  readonly graph: Graph
  readonly metadata: Readonly<Record<string, string>>
  /** The version of each operator domain that the file asks for, '' being the standard one. */
  readonly opsets: Readonly<Record<string, number>>
}

/**
 * Reads an ONNX file of operators that we know. Anything else (broken bytes, an unknown operator or attribute, external
 * data) is refused with MODEL_FILE_INVALID, which names `place`.
 */
export function decodeModel(bytes: Uint8Array, place = 'the ONNX file'): DecodedModel {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause })
  }
  const message = parse(bytes, refuse)
  const { graph } = message
  if (graph === null) return refuse('it has no graph')
  return {
    graph: {
      name: graph.name,
      inputs: graph.input.map((value) => valueInfoOf(value, refuse)),
      outputs: graph.output.map((value) => valueInfoOf(value, refuse)),
      initializers: new Map(graph.initializer.map((tensor) => [tensor.name, tensorOfMessage(tensor, refuse)])),
      nodes: graph.node.map((node) => nodeOf(node, refuse)),
      values: graph.valueInfo.map((value) => valueInfoOf(value, refuse)),
    },
    metadata: Object.fromEntries(message.metadataProps.map(({ key, value }) => [key, value])),
    opsets: Object.fromEntries(message.opsetImport.map(({ domain, version }) => [domain, Number(version)])),
  }
}

type Refuse = (problem: string, cause?: unknown) => never

function parse(bytes: Uint8Array, refuse: Refuse): ModelMessage {
  try {
    return modelProto.decode(bytes) as unknown as ModelMessage
  } catch (error) {
    return refuse(`it is not an ONNX file or is cut short (${error instanceof Error ? error.message : error})`, error)
  }
}

function valueInfoOf({ name, type }: ValueInfoMessage, refuse: Refuse): ValueInfo {
  const tensorType = type?.tensorType
  if (!tensorType) return refuse(`the value ${name} is not a tensor`)
  const shape = (tensorType.shape?.dim ?? []).map(({ dimValue, dimParam }) => dimParam || Number(dimValue))
  return { name, type: knownType(tensorType.elemType, name, refuse), shape }
}

function knownType(code: number, name: string, refuse: Refuse): DataType {
  return dataTypeOf(code) ?? refuse(`${name} has the element type ${code}, which is not supported`)
}

function tensorOfMessage(message: TensorMessage, refuse: Refuse): Tensor {
  const name = message.name || 'a tensor'
  const type = knownType(message.dataType, name, refuse)
  if (message.dataLocation !== 0) return refuse(`${name} lies in another file`)
  const dims = message.dims.map((dim) => lengthOf(dim, name, refuse))
  const size = dims.reduce((product, dim) => product * dim, 1)
  const data = message.rawData.length > 0 ? rawNumbers(type, message.rawData) : listedNumbers(type, message)
  if (data?.length !== size)
    return refuse(`${name} holds ${data?.length ?? 'broken'} numbers where its shape needs ${size}`)
  return { type, dims, data }
}

function lengthOf(dim: Whole, name: string, refuse: Refuse): number {
  const length = Number(dim)
  return Number.isSafeInteger(length) && length >= 0 ? length : refuse(`${name} has an axis of length ${dim}`)
}

/** The numbers in a copy, so that they are aligned; undefined where the bytes end within a number. */
function rawNumbers(type: DataType, bytes: Uint8Array): TensorData | undefined {
  const { array } = dataTypes[type]
  if (bytes.length % array.BYTES_PER_ELEMENT !== 0) return undefined
  return new array(new Uint8Array(bytes).buffer)
}

function listedNumbers(type: DataType, message: TensorMessage): TensorData {
  if (type === 'int64') return BigInt64Array.from(message.int64Data, (whole) => BigInt(whole.toString()))
  if (type === 'uint64') return BigUint64Array.from(message.uint64Data, (whole) => BigInt(whole.toString()))
  if (type === 'float16' || type === 'bfloat16') return Uint16Array.from(message.int32Data)
  const numbers = { float32: message.floatData, float64: message.doubleData, uint32: message.uint64Data.map(Number) }
  const listed = type in numbers ? numbers[type as keyof typeof numbers] : message.int32Data
  return tensorFrom(type, [listed.length], listed).data
}

function nodeOf({ opType, domain, name, input, output, attribute }: NodeMessage, refuse: Refuse): GraphNode {
  const standard = domain === 'ai.onnx' ? '' : domain
  if (!isOp(opType) || domainOf(opType) !== standard) return refuse(`the operator ${domain}.${opType} is not supported`)
  const kinds: Record<string, { kind: AttributeKind; default?: unknown }> = ops[opType]
  const given = new Map(attribute.map((each) => [each.name, each]))
  const unknown = [...given.keys()].find((key) => !Object.hasOwn(kinds, key))
  if (unknown !== undefined) return refuse(`the attribute ${unknown} of ${opType} is not supported`)
  const attributes = Object.entries(kinds).map(([key, spec]) => {
    const found = given.get(key)
    const value = found ? attributeOf(found, spec.kind, refuse) : spec.default
    return [key, value ?? refuse(`${opType} lacks its attribute ${key}`)]
  })
  return { op: opType, name, inputs: input, outputs: output, attributes: Object.fromEntries(attributes) }
}

function attributeOf(message: AttributeMessage, kind: AttributeKind, refuse: Refuse): unknown {
  if (message.type !== attributeTypes[kind]) return refuse(`the attribute ${message.name} has the wrong type`)
  const read = {
    int: () => Number(message.i),
    float: () => message.f,
    ints: () => message.ints.map(Number),
    string: () => new TextDecoder().decode(message.s),
    tensor: () => message.t && tensorOfMessage(message.t, refuse),
  }
  return read[kind]()
}
