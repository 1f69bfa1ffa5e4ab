import { productOf, type Value } from '@plackett/onnx'
import { activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { attention, splitHeads } from './blocks/attention.ts'
import { decoder } from './blocks/decoder.ts'
import { turnedLinear } from './blocks/linear.ts'
import { attentionBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** GPT-2 (Radford et al. 2019): learned positions, norms before the parts, matrices stored [from, to]. */
export function gpt2(config: ConfigReader): Architecture {
  const c = readConfig(config)
  const { hiddenSize, epsilon } = c
  return decoder({
    modelType: 'gpt2',
    ...c,
    embeddings: 'transformer.wte.weight',
    output: 'lm_head.weight',
    prefix: 'transformer',
    unprefixed: /^((wte|wpe|h|ln_f)\.)/,
    hasTurnedWeights: true,
    passedOver: [/\.attn\.(masked_)?bias$/],
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const words = g.gather(m.weight('transformer.wte.weight', [c.vocabSize, hiddenSize]), input_ids!)
      const positions = g.gather(
        m.weight('transformer.wpe.weight', [c.maxTokens, hiddenSize]),
        m.places(attention_mask!),
      )
      const bias = attentionBias(m, attention_mask!, { isCausal: true, window: null })
      let x = g.reshape(g.add(words, positions), [productOf(['texts', 'tokens']), hiddenSize])
      for (let at = 0; at < c.layers; at++) x = layer(m, `transformer.h.${at}`, x, { c, bias })
      const last = layerNorm(m, 'transformer.ln_f', x, { size: hiddenSize, epsilon })
      return g.reshape(last, ['texts', 'tokens', hiddenSize])
    },
  })
}

type Config = ReturnType<typeof readConfig>

function readConfig(config: ConfigReader) {
  config.only('scale_attn_weights', true)
  config.only('is_decoder', false, true)
  config.only('scale_attn_by_inverse_layer_idx', false)
  config.only('reorder_and_upcast_attn', false)
  for (const field of ['activation', 'first_dropout', 'proj_to_labels', 'type', 'use_proj'])
    config.raw(`summary_${field}`)
  config.raw('n_ctx')
  const hiddenSize = config.int('n_embd')
  const heads = config.int('n_head')
  if (hiddenSize % heads !== 0) config.refuse(`n_embd ${hiddenSize} is no multiple of ${heads} heads`)
  return {
    hiddenSize,
    heads,
    layers: config.layers('n_layer'),
    intermediateSize: config.int('n_inner', 4 * hiddenSize),
    activation: config.choice('activation_function', activationNames, 'gelu_new'),
    epsilon: config.number('layer_norm_epsilon', 1e-5),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: config.tokens('n_positions'),
    padTokenId: config.tokenId('pad_token_id'),
    initializerRange: config.number('initializer_range', 0.02),
    isTied: config.boolean('tie_word_embeddings', true),
  }
}

/** x ← x + attention(norm(x)); x ← x + mlp(norm(x)). */
function layer(m: ModelScope, name: string, x: Value, { c, bias }: { c: Config; bias: Value }): Value {
  const { g } = m
  const { hiddenSize, intermediateSize, epsilon, heads } = c
  return g.scope(name, () => {
    const first = layerNorm(m, `${name}.ln_1`, x, { size: hiddenSize, epsilon })
    const joint = turnedLinear(m, `${name}.attn.c_attn`, first, { from: hiddenSize, to: 3 * hiddenSize })
    const headSize = hiddenSize / heads
    const [query, key, value] = g
      .split(joint, 1, [hiddenSize, hiddenSize, hiddenSize])
      .map((part) => splitHeads(g, part, heads, headSize))
    const mixed = attention(
      m,
      { heads, keyValueHeads: heads, headSize },
      { query: query!, key: key!, value: value!, bias, scale: 1 / Math.sqrt(headSize) },
    )
    const middle = g.add(x, turnedLinear(m, `${name}.attn.c_proj`, mixed, { from: hiddenSize, to: hiddenSize }))
    const second = layerNorm(m, `${name}.ln_2`, middle, { size: hiddenSize, epsilon })
    const up = activations[c.activation](
      g,
      turnedLinear(m, `${name}.mlp.c_fc`, second, { from: hiddenSize, to: intermediateSize }),
    )
    return g.add(middle, turnedLinear(m, `${name}.mlp.c_proj`, up, { from: intermediateSize, to: hiddenSize }))
  })
}
