import { existsSync, readFileSync } from 'node:fs'
import { gradients } from '@plackett/autodiff'
import {
  type Architecture,
  loadParameters,
  type ModelDirectory,
  parametersOf,
  readArchitecture,
  readModelJson,
  readSafetensors,
  readWeights,
  scopeOf,
  tokenInputs,
} from '@plackett/models'
import { GraphBuilder, type Tensor, type Value } from '@plackett/onnx'
import { expect } from 'vitest'
import { largestDifference, largestOf, numbersOf } from './differences.ts'
import { readBytes, readJson, sharedPath } from './reference.ts'
import { type Feeds, runGraph } from './run-graph.ts'

export interface ReferenceModel {
  architecture: Architecture
  files: ModelDirectory
  /** What PyTorch found, by name. */
  expected: ReadonlyMap<string, Tensor>
  summary: { loss_fp64: number; reward_fp64?: number[]; pairs?: [number, number][]; lengths: number[] }
}

export function filesOf(...names: string[]): ModelDirectory {
  return {
    place: names.join('/'),
    read: async (name) => {
      const file = sharedPath(...names, name)
      return existsSync(file) ? readFileSync(file) : undefined
    },
  }
}

export async function openReference(name: string, config = 'config.json'): Promise<ReferenceModel> {
  const files = filesOf('reference/models', name)
  const bytes = readBytes('reference/models', name, 'expected.safetensors')
  return {
    architecture: readArchitecture(await readModelJson(files, config), name),
    files,
    expected: readSafetensors(bytes, name).tensors,
    summary: readJson('reference/models', name, 'expected.json'),
  }
}

/** A prompt's own ids, out of the batch that pads it on the left. */
export function promptOf(expected: ReadonlyMap<string, Tensor>, prompt: number): number[] {
  const [ids, mask] = ['input_ids', 'attention_mask'].map((input) => expected.get(`left.${input}`)!)
  const tokens = ids!.dims[1]!
  const row = (tensor: Tensor) => numbersOf(tensor).slice(prompt * tokens, (prompt + 1) * tokens)
  return row(ids!).filter((_, at) => row(mask!)[at] === 1)
}

type Network = Parameters<typeof parametersOf>[1]

/** Runs a network over a reference's weights and texts; returns its results and the gradient of every parameter. */
export async function runWithGradients(
  { architecture, files }: ReferenceModel,
  feeds: Feeds,
  build: (...inputs: Parameters<Network>) => { loss: Value; results: Record<string, Value> },
): Promise<Record<string, Tensor>> {
  const specs = parametersOf({ inputs: tokenInputs, deviation: architecture.initializerRange }, build)
  const { parameters, fresh } = loadParameters({
    tensors: await readWeights(files),
    place: files.place,
    architecture,
    specs,
    seed: 1,
  })
  expect(fresh).toEqual([])
  const g = new GraphBuilder()
  const declared = Object.fromEntries(tokenInputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
  const weights = specs.map(({ name, dims }) => g.input(name, 'float32', dims))
  const m = scopeOf(g, Object.fromEntries(weights.map((weight) => [weight.name, weight])))
  const { loss, results } = build(m, declared)
  const found = gradients(g, loss, weights)
  for (const [name, value] of Object.entries({ loss, ...results })) g.output(value, name)
  for (const [at, { name }] of specs.entries()) g.output(found[at]!, `grad.${name}`)
  return runGraph(g, { ...feeds, ...Object.fromEntries(parameters) })
}

/** Holds every gradient of the reference: within 2e−5 of the tensor's largest entry or 1e−6 of the largest of all. */
export function compareGradients(
  found: Record<string, Tensor>,
  { expected, architecture }: Pick<ReferenceModel, 'expected' | 'architecture'>,
): void {
  const ours = (name: string) =>
    architecture.renames.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), name)
  const wanted = [...expected]
    .filter(([name]) => name.startsWith('grad.'))
    .map(([name, tensor]) => [`grad.${ours(name.slice(5))}`, tensor] as const)
  const whole = Math.max(...wanted.map(([, tensor]) => largestOf(numbersOf(tensor))))
  const names = Object.keys(found).filter((name) => name.startsWith('grad.'))
  expect(names.sort()).toEqual(wanted.map(([name]) => name).sort())
  for (const [name, tensor] of wanted) {
    const numbers = numbersOf(tensor)
    const tolerance = Math.max(2e-5 * largestOf(numbers), 1e-6 * whole)
    expect(largestDifference(numbersOf(found[name]!), numbers), name).toBeLessThan(tolerance)
  }
}

/** The largest difference of hidden states, or of anything a token has, over the tokens that are text. */
export function tokenDifference(actual: Tensor, expected: Tensor, lengths: readonly number[]): number {
  const [, tokens] = expected.dims
  const width = expected.data.length / (lengths.length * tokens!)
  const real = (numbers: number[]) =>
    lengths.flatMap((length, text) => numbers.slice(text * tokens! * width, (text * tokens! + length) * width))
  return largestDifference(real(numbersOf(actual)), real(numbersOf(expected)))
}
