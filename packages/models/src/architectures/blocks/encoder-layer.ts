import type { Value } from '@plackett/onnx'
import { type Activation, activations } from '../activations.ts'
import type { ModelScope } from '../model-scope.ts'
import { attention, splitHeads } from './attention.ts'
import { linear } from './linear.ts'
import { layerNorm } from './norms.ts'

export interface EncoderSizes {
  readonly hiddenSize: number
  readonly intermediateSize: number
  readonly heads: number
  readonly activation: Activation
  readonly epsilon: number
}

/** What the weights of a layer are called, below the layer's name. */
export interface EncoderNames {
  readonly query: string
  readonly key: string
  readonly value: string
  readonly attentionOutput: string
  readonly attentionNorm: string
  readonly up: string
  readonly down: string
  readonly outputNorm: string
}

export const bertNames: EncoderNames = {
  query: 'attention.self.query',
  key: 'attention.self.key',
  value: 'attention.self.value',
  attentionOutput: 'attention.output.dense',
  attentionNorm: 'attention.output.LayerNorm',
  up: 'intermediate.dense',
  down: 'output.dense',
  outputNorm: 'output.LayerNorm',
}

type Mix = (m: ModelScope, layer: string, x: Value) => Value

/** A layer as in BERT, norms after the sums: x ← norm(x + attention(x)), x ← norm(x + mlp(x)), over rows. */
export function encoderLayer(
  m: ModelScope,
  layer: string,
  x: Value,
  { sizes, names, mix }: { sizes: EncoderSizes; names: EncoderNames; mix: Mix },
): Value {
  const { g } = m
  const { hiddenSize, intermediateSize, epsilon } = sizes
  const norm = (name: string, sum: Value) => layerNorm(m, `${layer}.${name}`, sum, { size: hiddenSize, epsilon })
  const square = { from: hiddenSize, to: hiddenSize }
  return g.scope(layer, () => {
    const mixed = linear(m, `${layer}.${names.attentionOutput}`, mix(m, layer, x), square)
    const middle = norm(names.attentionNorm, g.add(mixed, x))
    const up = linear(m, `${layer}.${names.up}`, middle, { from: hiddenSize, to: intermediateSize })
    const down = linear(m, `${layer}.${names.down}`, activations[sizes.activation](g, up), {
      from: intermediateSize,
      to: hiddenSize,
    })
    return norm(names.outputNorm, g.add(down, middle))
  })
}

/** Plain self-attention of an encoder, every token seeing every other that is not padding. */
export function selfAttention({ hiddenSize, heads }: EncoderSizes, names: EncoderNames, bias: Value): Mix {
  const headSize = hiddenSize / heads
  return (m, layer, x) => {
    const project = (name: string) => {
      return splitHeads(m.g, linear(m, `${layer}.${name}`, x, { from: hiddenSize, to: hiddenSize }), heads, headSize)
    }
    const sizes = { heads, keyValueHeads: heads, headSize }
    const [query, key, value] = [project(names.query), project(names.key), project(names.value)]
    return attention(m, sizes, { query, key, value, bias, scale: 1 / Math.sqrt(headSize) })
  }
}
