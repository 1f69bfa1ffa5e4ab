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
  const parameters = new Map<string, Tensor>()
  const fresh: string[] = []
  for (const spec of specs) {
    const tensor = stored.get(spec.name)
    if (!tensor && !isHead(spec.name)) refuse(`the weight ${spec.name} is missing`)
    if (tensor && !sameShape(tensor.dims, spec.dims))
      refuse(`the weight ${spec.name} is [${tensor.dims.join(', ')}] where the config needs [${spec.dims.join(', ')}]`)
    if (!tensor) fresh.push(spec.name)
    parameters.set(spec.name, tensor ? widen(tensor, spec.name, place) : initialTensor(spec, seed))
  }
  const known = (name: string) =>
    parameters.has(name) || isHead(name) || architecture.passedOver.some((pattern) => pattern.test(name))
  const unknown = [...stored.keys()].find((name) => !known(name))
  if (unknown !== undefined) refuse(`the weight ${unknown} has no place in ${architecture.modelType}`)
  return { parameters, fresh }
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
