import protobuf from 'protobufjs/light.js'

const field = (type: string, id: number) => ({ type, id })
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id })

/**
 * The part of the ONNX file format that we read and write. Field numbers are those of onnx.proto (IR version 10); what is
 * left out here (functions, sparse tensors, training info) is passed over when a file is read.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: field('int64', 1),
        opsetImport: repeated('OperatorSetIdProto', 8),
        producerName: field('string', 2),
        producerVersion: field('string', 3),
        graph: field('GraphProto', 7),
        metadataProps: repeated('StringStringEntryProto', 14),
      },
    },
    OperatorSetIdProto: { fields: { domain: field('string', 1), version: field('int64', 2) } },
    StringStringEntryProto: { fields: { key: field('string', 1), value: field('string', 2) } },
    GraphProto: {
      fields: {
        node: repeated('NodeProto', 1),
        name: field('string', 2),
        initializer: repeated('TensorProto', 5),
        input: repeated('ValueInfoProto', 11),
        output: repeated('ValueInfoProto', 12),
        valueInfo: repeated('ValueInfoProto', 13),
      },
    },
    NodeProto: {
      fields: {
        input: repeated('string', 1),
        output: repeated('string', 2),
        name: field('string', 3),
        opType: field('string', 4),
        attribute: repeated('AttributeProto', 5),
        domain: field('string', 7),
      },
    },
    AttributeProto: {
      fields: {
        name: field('string', 1),
        f: field('float', 2),
        i: field('int64', 3),
        s: field('bytes', 4),
        t: field('TensorProto', 5),
        ints: repeated('int64', 8),
        type: field('int32', 20),
      },
    },
    TensorProto: {
      fields: {
        dims: repeated('int64', 1),
        dataType: field('int32', 2),
        floatData: repeated('float', 4),
        int32Data: repeated('int32', 5),
        int64Data: repeated('int64', 7),
        name: field('string', 8),
        rawData: field('bytes', 9),
        doubleData: repeated('double', 10),
        uint64Data: repeated('uint64', 11),
        externalData: repeated('StringStringEntryProto', 13),
        dataLocation: field('int32', 14),
      },
    },
    ValueInfoProto: { fields: { name: field('string', 1), type: field('TypeProto', 2) } },
    TypeProto: { fields: { tensorType: field('TensorTypeProto', 1) } },
    TensorTypeProto: { fields: { elemType: field('int32', 1), shape: field('TensorShapeProto', 2) } },
    TensorShapeProto: { fields: { dim: repeated('DimensionProto', 1) } },
    DimensionProto: { fields: { dimValue: field('int64', 1), dimParam: field('string', 2) } },
  },
})

export const modelProto = root.lookupType('ModelProto')

/** AttributeProto.type, by our kinds. */
export const attributeTypes = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 } as const

/** Whole numbers arrive as such or, where the library reads 64 bits, as an object that can be turned into one. */
export type Whole = number | { toString(): string }

export interface TensorMessage {
  dims: Whole[]
  dataType: number
  name: string
  rawData: Uint8Array
  floatData: number[]
  int32Data: number[]
  int64Data: Whole[]
  doubleData: number[]
  uint64Data: Whole[]
  externalData: { key: string; value: string }[]
  dataLocation: number
}

export interface AttributeMessage {
  name: string
  type: number
  f: number
  i: Whole
  s: Uint8Array
  t: TensorMessage | null
  ints: Whole[]
}

export interface NodeMessage {
  input: string[]
  output: string[]
  name: string
  opType: string
  domain: string
  attribute: AttributeMessage[]
}

export interface ValueInfoMessage {
  name: string
  type: {
    tensorType: { elemType: number; shape: { dim: { dimValue: Whole; dimParam: string }[] } | null } | null
  } | null
}

export interface ModelMessage {
  irVersion: Whole
  producerName: string
  producerVersion: string
  opsetImport: { domain: string; version: Whole }[]
  metadataProps: { key: string; value: string }[]
  graph: {
    name: string
    node: NodeMessage[]
    initializer: TensorMessage[]
    input: ValueInfoMessage[]
    output: ValueInfoMessage[]
    valueInfo: ValueInfoMessage[]
  } | null
}
