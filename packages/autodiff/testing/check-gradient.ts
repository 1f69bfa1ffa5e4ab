import {
  type DataType,
  encodeModel,
  GraphBuilder,
  isFloating,
  type Op,
  type Shape,
  type Tensor,
  tensorFrom,
  type Value,
} from '@plackett/onnx'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect } from 'vitest'
import { gradients } from '../src/gradients.ts'

/** How long the named dimensions of the cases are. */
const lengths: Readonly<Record<string, number>> = { batch: 2, tokens: 3 }

export interface CaseInput {
  readonly shape: Shape
  /** Where the numbers come from; without it they are spread over −2 … 2, none of them near another or 0. */
  readonly values?: (at: number) => number
  /** A type of its own, such as int64 for indices; such an input gets no gradient. */
  readonly type?: DataType
}

export interface GradientCase {
  readonly name: string
  readonly inputs: readonly CaseInput[]
  readonly build: (g: GraphBuilder, ...inputs: Value[]) => Value | Value[]
  /** The type of the inputs without one; float32 where onnxruntime has no float64 kernel. */
  readonly type?: 'float32' | 'float64'
}

/** The cases of each operator that has a rule among the given ones. */
export type CasesOf<Rules> = { readonly [O in keyof Rules as Rules[O] extends 'none' ? never : O]: GradientCase[] }

/** Runs a case through onnxruntime and holds every entry of every gradient against central differences. */
export async function checkGradient(op: Op, gradientCase: GradientCase): Promise<void> {
  const type = gradientCase.type ?? 'float64'
  const tensors = gradientCase.inputs.map((input, at) => inputTensor(input, input.type ?? type, at))
  const forward = await sessionOf(forwardGraph(gradientCase, type, op))
  const results = await run(forward, tensors)
  const weights = results.map(({ dims }, at) => inputTensor({ shape: dims }, type, at + 7))
  const backward = await sessionOf(backwardGraph(gradientCase, type))
  const analytic = await run(backward, [...tensors, ...weights])

  const loss = async (inputs: readonly Tensor[]) => dot(await run(forward, inputs), weights)
  const differentiated = tensors.filter((tensor) => isFloating(tensor.type))
  for (const [index, tensor] of differentiated.entries()) {
    const numeric = await centralDifferences(tensors, tensors.indexOf(tensor), loss)
    const { data } = analytic[index]!
    const tolerance = type === 'float64' ? 1e-7 : 2e-3
    for (const [at, expected] of numeric.entries()) {
      const difference = Math.abs(Number(data[at]) - expected)
      expect(difference, `input ${index}, entry ${at}: ${data[at]} for ${expected}`).toBeLessThan(
        tolerance * Math.max(1, Math.abs(expected)),
      )
    }
  }
}

function declareInputs(g: GraphBuilder, { inputs }: GradientCase, type: DataType): Value[] {
  return inputs.map((input, at) => g.input(`x${at}`, input.type ?? type, input.shape))
}

function forwardGraph(gradientCase: GradientCase, type: DataType, op: Op): Uint8Array {
  const g = new GraphBuilder()
  const results = [gradientCase.build(g, ...declareInputs(g, gradientCase, type))].flat()
  expect(
    g.nodes.map((node) => node.op),
    'the case exercises its operator',
  ).toContain(op)
  for (const [at, result] of results.entries()) g.output(result, `z${at}`)
  return encodeModel(g.build('forward'))
}

/** The gradients of Σ weights · results by the floating inputs. */
function backwardGraph(gradientCase: GradientCase, type: DataType): Uint8Array {
  const g = new GraphBuilder()
  const inputs = declareInputs(g, gradientCase, type)
  const results = [gradientCase.build(g, ...inputs)].flat()
  const weighted = results.map((result, at) => g.reduceSum(g.mul(result, g.input(`w${at}`, type, result.shape))))
  const wrt = inputs.filter((input) => isFloating(input.type))
  const found = gradients(
    g,
    weighted.reduce((sum, part) => g.add(sum, part)),
    wrt,
  )
  for (const [at, gradient] of found.entries()) {
    expect(gradient.shape).toEqual(wrt[at]!.shape)
    g.output(gradient, `d${at}`)
  }
  return encodeModel(g.build('backward'))
}

function sessionOf(model: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    intraOpNumThreads: 1,
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 3,
  })
}

async function run(session: InferenceSession, inputs: readonly Tensor[]): Promise<Tensor[]> {
  const fed = inputs.map(({ type, dims, data }) => new OrtTensor(type as 'float32', data as Float32Array, dims))
  const results = await session.run(Object.fromEntries(session.inputNames.map((name, at) => [name, fed[at]!])))
  return session.outputNames.map((name) => results[name] as unknown as Tensor)
}

function inputTensor({ shape, values = spread }: CaseInput, type: DataType, seed: number): Tensor {
  const dims = shape.map((dim) => (typeof dim === 'number' ? dim : lengths[dim]!))
  const size = dims.reduce((product, dim) => product * dim, 1)
  return tensorFrom(
    type,
    dims,
    Array.from({ length: size }, (_, at) => values(values === spread ? at + 1 + seed * 31 : at)),
  )
}

/** Well apart from each other and from 0, by the golden ratio's multiples. */
function spread(at: number): number {
  const fraction = (at * 0.6180339887498949) % 1
  return fraction < 0.5 ? fraction * 3.6 - 2 : fraction * 3.6 - 1.6
}

/** The four-point rule, whose error is of the fourth order in the step. */
async function centralDifferences(
  tensors: readonly Tensor[],
  index: number,
  loss: (inputs: readonly Tensor[]) => Promise<number>,
): Promise<number[]> {
  const tensor = tensors[index]!
  const step = tensor.type === 'float64' ? 1e-3 : 2e-2
  const moved = (at: number, by: number) => {
    const values = Array.from(tensor.data, Number)
    values[at]! += by
    return loss(tensors.with(index, tensorFrom(tensor.type, tensor.dims, values)))
  }
  const differences: number[] = []
  for (let at = 0; at < tensor.data.length; at++) {
    const near = (await moved(at, step)) - (await moved(at, -step))
    const far = (await moved(at, 2 * step)) - (await moved(at, -2 * step))
    differences.push((8 * near - far) / (12 * step))
  }
  return differences
}

function dot(results: readonly Tensor[], weights: readonly Tensor[]): number {
  let sum = 0
  for (const [which, { data }] of results.entries())
    for (let at = 0; at < data.length; at++) sum += Number(data[at]) * Number(weights[which]!.data[at])
  return sum
}
