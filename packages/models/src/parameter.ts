import { type Tensor, tensorOf } from '@plackett/onnx'
import { RandomStream } from './random.ts'

/** How a parameter starts when it is not loaded from a file. */
export type Initial =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Evenly between −bound and bound. */
  | { readonly kind: 'uniform'; readonly bound: number }

/** A trained tensor (float32). The two factors multiply the run's learning rate and weight decay. */
export interface ParameterSpec {
  readonly name: string
  readonly dims: readonly number[]
  readonly initial: Initial
  readonly learningRateFactor: number
  /** 0 for biases and norms, which do not decay. */
  readonly decayFactor: number
  /** Whether it is added to every reward alike, so that a loss of reward differences has no derivative by it. */
  readonly isOffset?: boolean
  /** Whether training leaves it as it is. */
  readonly isFrozen?: boolean
}

/** A float32 tensor to start from; it depends on the seed and on the parameter's name alone. */
export function initialTensor(
  { name, dims, initial }: Pick<ParameterSpec, 'name' | 'dims' | 'initial'>,
  seed: number,
): Tensor {
  const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1))
  if (initial.kind === 'constant') return tensorOf('float32', dims, data.fill(initial.value))
  const random = new RandomStream(seed, name)
  const draw =
    initial.kind === 'normal'
      ? () => random.normal() * initial.deviation
      : () => (2 * random.uniform() - 1) * initial.bound
  return tensorOf('float32', dims, data.map(draw))
}
