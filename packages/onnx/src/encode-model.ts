import { dataTypes } from './data-type.ts'
import type { Dim } from './dimension.ts'
import type { Graph, GraphNode, ValueInfo } from './graph.ts'
import { GraphError } from './graph-error.ts'
import { attributeTypes, modelProto } from './model-proto.ts'
import { type AttributeKind, domainOf, irVersion, ops, opset } from './ops.ts'
import type { Tensor } from './tensor.ts'

/** Protocol buffers end at 2 GiB; larger weights would need external data, which we do not write. */
const largestFile = 2 ** 31 - 1

/** An ONNX file of the graph, with metadata that runtimes and Netron show. The same graph gives the same bytes. */
export function encodeModel(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const size = [...graph.initializers.values()].reduce((sum, { data }) => sum + data.byteLength, 0)
  if (size > largestFile) throw new GraphError(`the weights take ${size} bytes, and an ONNX file holds ${largestFile}`)
  const message = {
    irVersion,
    producerName: 'plackett',
    opsetImport: [
      { domain: '', version: opset },
      { domain: 'com.microsoft', version: 1 },
    ],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeMessage),
      initializer: [...graph.initializers].map(([name, tensor]) => tensorMessage(name, tensor)),
      input: graph.inputs.map(valueMessage),
      output: graph.outputs.map(valueMessage),
      valueInfo: graph.values.map(valueMessage),
    },
  }
  return modelProto.encode(message).finish()
}

function nodeMessage({ op, name, inputs, outputs, attributes }: GraphNode): object {
  const kinds: Record<string, { kind: AttributeKind }> = ops[op]
  const attribute = Object.entries(attributes).map(([key, value]) => attributeMessage(key, kinds[key]!.kind, value))
  return { input: inputs, output: outputs, name, opType: op, domain: domainOf(op), attribute }
}

function attributeMessage(name: string, kind: AttributeKind, value: unknown): object {
  const type = attributeTypes[kind]
  if (kind === 'tensor') return { name, type, t: tensorMessage('', value as Tensor) }
  if (kind === 'string') return { name, type, s: new TextEncoder().encode(value as string) }
  return { name, type, [kind === 'ints' ? 'ints' : kind === 'int' ? 'i' : 'f']: value }
}

/** Typed arrays hold numbers in the machine's order, which on every platform of Node is the file's: little-endian. */
function tensorMessage(name: string, { type, dims, data }: Tensor): object {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { name, dims, dataType: dataTypes[type].code, rawData }
}

function valueMessage({ name, type, shape }: ValueInfo): object {
  const dim = shape.map((length: Dim) => (typeof length === 'number' ? { dimValue: length } : { dimParam: length }))
  return { name, type: { tensorType: { elemType: dataTypes[type].code, shape: { dim } } } }
}
