import { type Dim, differenceOf, type GraphBuilder, type Value } from '@plackett/onnx'

interface KeysAndValues {
  /** [texts, heads, tokens, headSize] each. */
  readonly key: Value
  readonly value: Value
}

/** What one attention remembers, as the graph's inputs and outputs name it; [texts, heads, tokens, headSize]. */
export interface RememberedLayer {
  readonly heads: number
  readonly headSize: number
  /** The tokens before: inputs. */
  readonly pastKey: string
  readonly pastValue: string
  /** The same with the tokens of this run behind: outputs. */
  readonly key: string
  readonly value: string
}

/**
 * What a decoder remembers of the tokens that earlier runs read, so that each token is computed once. The attention mask
 * covers all of them, [texts, keys]; those before this run are as many as the mask is longer than the ids.
 */
export class Memory {
  readonly layers: RememberedLayer[] = []
  readonly #g: GraphBuilder

  constructor(g: GraphBuilder) {
    this.#g = g
  }

  /** How many tokens there are with those before. */
  static readonly keys: Dim = 'keys'
  static readonly past: Dim = differenceOf('keys', 'tokens')

  /** The keys and values of all tokens, from those of this run's; called once by each attention, in order. */
  extend({ key, value }: KeysAndValues): KeysAndValues {
    const [heads, headSize] = [key.shape[1] as number, key.shape[3] as number]
    const at = this.layers.length
    const layer = {
      ...{ heads, headSize, pastKey: `past_key_${at}`, pastValue: `past_value_${at}` },
      ...{ key: `key_${at}`, value: `value_${at}` },
    }
    this.layers.push(layer)
    return {
      key: this.#joined(layer.pastKey, key, layer.key),
      value: this.#joined(layer.pastValue, value, layer.value),
    }
  }

  #joined(past: string, present: Value, name: string): Value {
    const g = this.#g
    const before = g.input(past, 'float32', present.shape.with(2, Memory.past))
    return g.output(g.concat([before, present], 2), name)
  }
}
