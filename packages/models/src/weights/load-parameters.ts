import { AppError } from '@plackett/contracts'
import { sameShape, type Tensor } from '@plackett/onnx'
import type { Architecture } from '../architectures/architecture.ts'
import { initialTensor, type ParameterSpec } from '../parameter.ts'
import { widen } from './widen.ts'

export interface LoadedParameters {
  /** In float32, by name. */
  readonly parameters: Map<string, Tensor>
  /** Those of a head that the files lack and that start anew. */
  readonly fresh: readonly string[]
}

interface LoadSettings {
  /** As the files have them, by name. */
  readonly tensors: ReadonlyMap<string, Tensor>
  /** What errors call where they came from. */
  readonly place: string
  readonly architecture: Architecture
  /** The parameters that are wanted. */
  readonly specs: readonly ParameterSpec[]
  /** For what starts anew. */
  readonly seed: number
}

/**
 * The parameters of an architecture from the tensors of its files. A tensor of the backbone that is missing, of another shape, or
 * unknown is refused by name; a missing head starts from the seed, and `fresh` names it.
 */
export function loadParameters({ tensors, place, architecture, specs, seed }: LoadSettings): LoadedParameters {
  const refuse = (problem: string): never => {
    throw new AppError('MODEL_FILE_INVALID', { place, problem })
  }
  const stored = renamed(tensors, architecture, refuse)
  const isHead = (name: string) => architecture.heads.some((pattern) => pattern.test(name))
  for (const spec of specs) checkStored(spec, { stored: stored.get(spec.name), isHead: isHead(spec.name), refuse })
  const fresh = specs.filter(({ name }) => !stored.has(name))
  const wanted = new Set(specs.map(({ name }) => name))
  const known = (name: string) =>
    wanted.has(name) || isHead(name) || architecture.passedOver.some((pattern) => pattern.test(name))
  const unknown = [...stored.keys()].find((name) => !known(name))
  if (unknown !== undefined) refuse(`the weight ${unknown} has no place in ${architecture.modelType}`)
  const parameters = specs.map((spec) => {
    const tensor = stored.get(spec.name)
    return [spec.name, tensor ? widen(tensor, spec.name, place) : initialTensor(spec, seed)] as const
  })
  return { parameters: new Map(parameters), fresh: fresh.map(({ name }) => name) }
}

/** The largest head that is made anew; a head beyond it is no head, and nothing is allocated for it. */
const largestFresh = 2 ** 28

interface CheckContext {
  readonly stored: Tensor | undefined
  readonly isHead: boolean
  readonly refuse: (problem: string) => never
}

function checkStored({ name, dims }: ParameterSpec, { stored, isHead, refuse }: CheckContext): void {
  if (!stored && !isHead) refuse(`the weight ${name} is missing`)
  if (stored && !sameShape(stored.dims, dims))
    refuse(`the weight ${name} is [${stored.dims.join(', ')}] where the config needs [${dims.join(', ')}]`)
  if (!stored && dims.reduce((product, dim) => product * dim, 1) > largestFresh)
    refuse(`the weight ${name} is missing, and [${dims.join(', ')}] is too large to begin anew`)
}

function renamed(
  stored: ReadonlyMap<string, Tensor>,
  { renames }: Architecture,
  refuse: (problem: string) => never,
): Map<string, Tensor> {
  const found = new Map<string, Tensor>()
  for (const [name, tensor] of stored) {
    const ours = renames.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), name)
    if (found.has(ours)) refuse(`the weight ${ours} is there twice, once as ${name}`)
    found.set(ours, tensor)
  }
  return found
}
