/**
 * ONNX as plain data. `GraphBuilder` makes a graph operator by operator with inferred types and shapes, `encodeModel`
 * turns it into the bytes of a file, `decodeModel` reads them back. Nothing here runs anything.
 */
export { type DataType, dataTypes, isFloating } from './data-type.ts'
export { type DecodedModel, decodeModel } from './decode-model.ts'
export { axisOf, type Dim, describeShape, differenceOf, productOf, type Shape, sameShape, sumOf } from './dimension.ts'
export { encodeModel } from './encode-model.ts'
export type { Graph, GraphNode, ValueInfo } from './graph.ts'
export { type BuilderNode, GraphBuilder, type Operand, type Value } from './graph-builder.ts'
export { GraphError } from './graph-error.ts'
export { type Attributes, isOp, type Op, ops, opset } from './ops.ts'
export { type Tensor, type TensorData, tensorFrom, tensorOf } from './tensor.ts'
