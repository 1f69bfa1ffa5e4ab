import { GraphBuilder, GraphError, type Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import type { Initial, ParameterSpec } from '../parameter.ts'

/**
 * A graph with the weights of a model. A network asks for each weight where it uses it, by the name that checkpoints give
 * it and with its shape; so the list of parameters and the network cannot disagree.
 */
export class ModelScope {
  readonly g: GraphBuilder
  /** The deviation of new weights, the config's `initializer_range`. */
  readonly #deviation: number
  readonly #find: (spec: ParameterSpec) => Value

  constructor(g: GraphBuilder, deviation: number, find: (spec: ParameterSpec) => Value) {
    this.g = g
    this.#deviation = deviation
    this.#find = find
  }

  /** A matrix or a table. */
  weight(name: string, dims: readonly number[]): Value {
    return this.#parameter(name, dims, { kind: 'normal', deviation: this.#deviation })
  }

  bias(name: string, size: number): Value {
    return this.#parameter(name, [size], { kind: 'constant', value: 0 })
  }

  /** The bias of a reward head. */
  offset(name: string): Value {
    return this.#parameter(name, [1], { kind: 'constant', value: 0 }, true)
  }

  /** The scale of a norm, which starts at 1 unless the network adds the 1 itself. */
  scale(name: string, size: number, start = 1): Value {
    return this.#parameter(name, [size], { kind: 'constant', value: start })
  }

  #parameter(name: string, dims: readonly number[], initial: Initial, isOffset = false): Value {
    const decayFactor = initial.kind === 'constant' ? 0 : 1
    return this.#find({ name, dims, initial, learningRateFactor: 1, decayFactor, isOffset })
  }
}

/** The parameters for which a network asks, found by building it once; one that is used twice is listed once. */
export function parametersOf(
  inputs: readonly InputSpec[],
  deviation: number,
  network: (m: ModelScope, inputs: NamedValues) => unknown,
): ParameterSpec[] {
  const g = new GraphBuilder()
  const found = new Map<string, { spec: ParameterSpec; value: Value }>()
  const scope = new ModelScope(g, deviation, (spec) => {
    const known = found.get(spec.name)
    const value = known?.value ?? g.input(spec.name, 'float32', spec.dims)
    if (!known) found.set(spec.name, { spec, value })
    return value
  })
  network(scope, Object.fromEntries(inputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)])))
  return [...found.values()].map(({ spec }) => spec)
}

/** A scope whose weights are values that exist already. */
export function scopeOf(g: GraphBuilder, parameters: NamedValues): ModelScope {
  return new ModelScope(g, 0, ({ name }) => {
    const value = parameters[name]
    if (!value) throw new GraphError(`the weight ${name} is missing`)
    return value
  })
}
