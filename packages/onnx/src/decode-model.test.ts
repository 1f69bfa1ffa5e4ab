import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeModel } from './decode-model.ts'
import { encodeModel } from './encode-model.ts'
import type { Graph, GraphNode } from './graph.ts'
import { GraphBuilder } from './graph-builder.ts'
import { modelProto } from './model-proto.ts'
import { tensorOf } from './tensor.ts'

function aGraph(): Graph {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', ['batch', 4])
  const ids = g.input('ids', 'int64', ['batch'])
  const table = g.initializer(
    'table',
    tensorOf(
      'float32',
      [3, 4],
      new Float32Array(12).map((_, at) => at / 3),
    ),
  )
  const half = g.initializer('half', tensorOf('bfloat16', [2], new Uint16Array([1, 2])))
  const sum = g.add(g.gather(table, ids), g.softmax(g.gelu(x, 'tanh')))
  const turned = g.transpose(g.gemm(sum, table, undefined, { alpha: 0.5, transB: 1 }), [1, 0])
  g.output(g.fusedMatMul(turned, g.fill(['batch', 2], 0.25, 'float32')), 'y')
  g.output(g.cast(half, 'float32'), 'widened')
  return g.build('round trip')
}

const invalid = (bytes: Uint8Array) => {
  try {
    decodeModel(bytes, 'model.onnx')
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toBe('MODEL_FILE_INVALID')
    return (error as AppError).message
  }
  return undefined
}

/** A file whose message was changed before it was written. */
function changed(change: (message: Record<string, never>) => void): Uint8Array {
  const message = modelProto.toObject(modelProto.decode(encodeModel(aGraph())), { arrays: true })
  change(message as Record<string, never>)
  return modelProto.encode(modelProto.fromObject(message)).finish()
}

test('a graph comes back as it was written', () => {
  const graph = aGraph()
  const { graph: decoded, metadata, opsets } = decodeModel(encodeModel(graph, { seed: '1' }))
  expect(decoded).toEqual(graph)
  expect(metadata).toEqual({ seed: '1' })
  expect(opsets).toEqual({ '': 21, 'com.microsoft': 1 })
})

test('the same graph gives the same bytes', () => {
  expect(encodeModel(aGraph())).toEqual(encodeModel(aGraph()))
})

test('a file that is cut anywhere is refused or read, never worse', () => {
  const bytes = encodeModel(aGraph())
  for (let length = 0; length < bytes.length; length++) invalid(bytes.subarray(0, length))
  expect(invalid(bytes.subarray(0, bytes.length - 1))).toContain('model.onnx')
  expect(invalid(new Uint8Array(0))).toContain('it has no graph')
})

test('changed and random bytes are refused or read, never worse', () => {
  const bytes = encodeModel(aGraph())
  const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(flips, (places) => {
      const broken = bytes.slice()
      for (const [at, value] of places) broken[at] = value
      invalid(broken)
    }),
    { numRuns: 2000 },
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (random) => void invalid(random)))
})

test('a tensor that claims more than it holds is refused without being allocated', () => {
  const huge = changed((message) => {
    const { graph } = message as unknown as { graph: { initializer: { dims: unknown[] }[] } }
    graph.initializer[0]!.dims = [2 ** 40, 2 ** 12]
  })
  expect(invalid(huge)).toContain('table holds 12 numbers where its shape needs')
  const negative = changed((message) => {
    const { graph } = message as unknown as { graph: { initializer: { dims: unknown[] }[] } }
    graph.initializer[0]!.dims = [-3, -4]
  })
  expect(invalid(negative)).toContain('table has an axis of length -3')
})

test('what we do not know is refused by its name', () => {
  const node = (change: Partial<Record<'opType' | 'domain', string>>) =>
    changed((message) => {
      const { graph } = message as unknown as { graph: { node: object[] } }
      Object.assign(graph.node[0]!, change)
    })
  expect(invalid(node({ opType: 'Loop' }))).toContain('the operator .Loop is not supported')
  expect(invalid(node({ domain: 'example.org' }))).toContain('the operator example.org.')
  const external = changed((message) => {
    const { graph } = message as unknown as { graph: { initializer: object[] } }
    Object.assign(graph.initializer[0]!, { dataLocation: 1 })
  })
  expect(invalid(external)).toContain('table lies in another file')
  const attribute = changed((message) => {
    const { graph } = message as unknown as { graph: { node: { opType: string; attribute: object[] }[] } }
    graph.node.find(({ opType }) => opType === 'Softmax')!.attribute.push({ name: 'beta', type: 1, f: 2 })
  })
  expect(invalid(attribute)).toContain('the attribute beta of Softmax is not supported')
})

test('attributes that a file leaves out have their defaults', () => {
  const bytes = changed((message) => {
    const { graph } = message as unknown as { graph: { node: { opType: string; attribute: object[] }[] } }
    graph.node.find(({ opType }) => opType === 'Gemm')!.attribute = []
  })
  const gemm = decodeModel(bytes).graph.nodes.find(({ op }) => op === 'Gemm') as GraphNode<'Gemm'>
  expect(gemm.attributes).toEqual({ alpha: 1, beta: 1, transA: 0, transB: 0 })
})
