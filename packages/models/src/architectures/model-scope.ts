import { type Dim, GraphBuilder, GraphError, type Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import { adapterSpecs, isAdapted, type LoraSettings } from '../lora.ts'
import type { Initial, ParameterSpec } from '../parameter.ts'
import { Memory } from './memory.ts'

interface ScopeSettings {
  /** The deviation of new weights, the config's `initializer_range`. */
  readonly deviation: number
  readonly find: (spec: ParameterSpec) => Value
  /** What trains in place of the network's own weights; null for those. */
  readonly lora: LoraSettings | null
  /** Of a decoder that goes on from tokens read before; null where each run reads whole texts. */
  readonly memory?: Memory | null
}

/**
 * A graph with the weights of a model. A network asks for each weight where it uses it, by the name that checkpoints give
 * it and with its shape; so the list of parameters and the network cannot disagree.
 */
export class ModelScope {
  readonly g: GraphBuilder
  readonly memory: Memory | null
  readonly #settings: ScopeSettings
  #isHead = false

  constructor(g: GraphBuilder, settings: ScopeSettings) {
    this.g = g
    this.memory = settings.memory ?? null
    this.#settings = settings
  }

  /** This run's tokens by column, padding counted, int64 [tokens]. */
  columns(): Value {
    const range = this.g.range('tokens')
    return this.memory ? this.g.add(range, this.g.dimension(Memory.past)) : range
  }

  /**
   * The places of this run's tokens in their texts, int64 [texts, tokens], counted over what the mask has as text; so padding
   * on the left moves nothing, and texts may come together whose parts were read in other company.
   */
  places(attentionMask: Value): Value {
    const { g } = this
    const counted = g.max(g.sub(g.cumSum(attentionMask, 1), 1), 0)
    return this.memory ? g.slice(counted, 1, Memory.past, Memory.keys) : counted
  }

  /** The tokens that this run's may look at. */
  get keys(): Dim {
    return this.memory ? Memory.keys : 'tokens'
  }

  /** A matrix or a table. */
  weight(name: string, dims: readonly number[]): Value {
    return this.#parameter(name, dims, { kind: 'normal', deviation: this.#settings.deviation })
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

  /** Runs `part` as a head, which trains whole also where the rest is frozen. */
  head<T>(part: () => T): T {
    this.#isHead = true
    try {
      return part()
    } finally {
      this.#isHead = false
    }
  }

  /** The rows that a linear layer made of x, with its low-rank adapter's beside them where it has one. */
  adapted(rows: Value, x: Value, layer: { name: string; from: number; to: number }): Value {
    const { lora, find } = this.#settings
    if (!lora || this.#isHead || !isAdapted(lora, layer.name)) return rows
    const [a, b] = adapterSpecs(lora, layer).map((spec) => find(spec))
    const narrow = this.g.gemm(x, a!, undefined, { transB: 1 }) // [rows, rank]
    return this.g.gemm(narrow, b!, rows, { alpha: lora.alpha / lora.rank, transB: 1 })
  }

  #parameter(name: string, dims: readonly number[], initial: Initial, isOffset = false): Value {
    const decayFactor = initial.kind === 'constant' ? 0 : 1
    const isFrozen = this.#settings.lora !== null && !this.#isHead
    return this.#settings.find({ name, dims, initial, learningRateFactor: 1, decayFactor, isOffset, isFrozen })
  }
}

type Network = (m: ModelScope, inputs: NamedValues) => unknown

interface ParameterSettings {
  readonly inputs: readonly InputSpec[]
  readonly deviation: number
  readonly lora?: LoraSettings | null
}

/** The parameters for which a network asks, found by building it once; one that is used twice is listed once. */
export function parametersOf({ inputs, deviation, lora = null }: ParameterSettings, network: Network): ParameterSpec[] {
  const g = new GraphBuilder()
  const found = new Map<string, { spec: ParameterSpec; value: Value }>()
  const find = (spec: ParameterSpec) => {
    const known = found.get(spec.name)
    const value = known?.value ?? g.input(spec.name, 'float32', spec.dims)
    if (!known) found.set(spec.name, { spec, value })
    return value
  }
  const scope = new ModelScope(g, { deviation, find, lora })
  network(scope, Object.fromEntries(inputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)])))
  return [...found.values()].map(({ spec }) => spec)
}

/** A scope whose weights are values that exist already. */
export function scopeOf(
  g: GraphBuilder,
  parameters: NamedValues,
  { lora = null, memory = null }: Partial<Pick<ScopeSettings, 'lora' | 'memory'>> = {},
): ModelScope {
  const find = ({ name }: ParameterSpec) => {
    const value = parameters[name]
    if (!value) throw new GraphError(`the weight ${name} is missing`)
    return value
  }
  return new ModelScope(g, { deviation: 0, find, lora, memory })
}
