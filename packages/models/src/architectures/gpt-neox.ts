import type { Value } from '@plackett/onnx'
import { activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { attention, splitHeads } from './blocks/attention.ts'
import { decoder, embedTokens } from './blocks/decoder.ts'
import { linear } from './blocks/linear.ts'
import { attentionBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import { type RotaryTables, type Rotation, readRotation, rotaryTables, rotate, rotationOf } from './blocks/rotary.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** GPT-NeoX (Black et al. 2022), as in Pythia: part of each head turns, attention and MLP may run side by side. */
export function gptNeox(config: ConfigReader): Architecture {
  const c = readConfig(config)
  const { hiddenSize, epsilon } = c
  return decoder({
    modelType: 'gpt_neox',
    ...c,
    embeddings: 'gpt_neox.embed_in.weight',
    output: 'embed_out.weight',
    prefix: 'gpt_neox',
    unprefixed: /^((embed_in|layers|final_layer_norm)\.)/,
    // transformers 5 calls the matrix lm_head, and files still embed_out.
    renames: [[/^lm_head\./, 'embed_out.']],
    passedOver: [/\.attention\.(masked_bias|bias|rotary_emb\.inv_freq)$/],
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const bias = attentionBias(m, attention_mask!, { isCausal: true, window: null })
      const tables = rotaryTables(m, c.rotation, attention_mask!)
      let x = embedTokens(m, 'gpt_neox.embed_in.weight', { ...c, ids: input_ids! })
      for (let at = 0; at < c.layers; at++) x = layer(m, `gpt_neox.layers.${at}`, x, { c, bias, tables })
      const last = layerNorm(m, 'gpt_neox.final_layer_norm', x, { size: hiddenSize, epsilon })
      return g.reshape(last, ['texts', 'tokens', hiddenSize])
    },
  })
}

type Config = ReturnType<typeof readConfig>

function readConfig(config: ConfigReader) {
  config.only('is_decoder', false, true)
  const hiddenSize = config.int('hidden_size')
  const heads = config.int('num_attention_heads')
  if (hiddenSize % heads !== 0) config.refuse(`hidden_size ${hiddenSize} is no multiple of ${heads} heads`)
  const headSize = hiddenSize / heads
  return {
    hiddenSize,
    heads,
    headSize,
    layers: config.layers('num_hidden_layers'),
    intermediateSize: config.int('intermediate_size'),
    activation: config.choice('hidden_act', activationNames, 'gelu'),
    epsilon: config.number('layer_norm_eps', 1e-5),
    isParallel: config.boolean('use_parallel_residual', true),
    hasBias: config.boolean('attention_bias', true),
    rotation: rotationFrom(config, headSize),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: config.tokens('max_position_embeddings'),
    padTokenId: config.tokenId('pad_token_id'),
    initializerRange: config.number('initializer_range', 0.02),
    isTied: config.boolean('tie_word_embeddings', false),
  }
}

/** New configs have `partial_rotary_factor` among the rope parameters, older ones `rotary_pct` and `rotary_emb_base`. */
function rotationFrom(config: ConfigReader, headSize: number): Rotation {
  const parameters = config.part('rope_parameters')
  const share = parameters?.has('partial_rotary_factor')
    ? parameters.number('partial_rotary_factor')
    : config.number('rotary_pct', 0.25)
  const size = Math.trunc(headSize * share)
  if (size % 2 !== 0 || size > headSize || size === 0)
    config.refuse(`rotary_pct turns ${size} of ${headSize} dimensions, where an even number is needed`)
  config.raw('rotary_pct')
  config.raw('rotary_emb_base')
  if (parameters) return rotationOf(parameters, parameters.number('rope_theta', 10_000), size)
  const theta = config.has('rotary_emb_base') ? config.number('rotary_emb_base') : 10_000
  return readRotation(config, { theta, size })
}

interface LayerContext {
  readonly c: Config
  readonly bias: Value
  readonly tables: RotaryTables
}

/** Side by side: x + attention(norm₁(x)) + mlp(norm₂(x)); one after the other: norm₂ sees what attention added. */
function layer(m: ModelScope, name: string, x: Value, context: LayerContext): Value {
  const { g } = m
  const { hiddenSize, intermediateSize, epsilon, activation, isParallel } = context.c
  return g.scope(name, () => {
    const first = layerNorm(m, `${name}.input_layernorm`, x, { size: hiddenSize, epsilon })
    const middle = g.add(x, selfAttention(m, `${name}.attention`, first, context))
    const source = isParallel ? x : middle
    const second = layerNorm(m, `${name}.post_attention_layernorm`, source, { size: hiddenSize, epsilon })
    const up = linear(m, `${name}.mlp.dense_h_to_4h`, second, { from: hiddenSize, to: intermediateSize })
    const down = { from: intermediateSize, to: hiddenSize }
    return g.add(middle, linear(m, `${name}.mlp.dense_4h_to_h`, activations[activation](g, up), down))
  })
}

function selfAttention(m: ModelScope, name: string, x: Value, { c, bias, tables }: LayerContext): Value {
  const { g } = m
  const { hiddenSize, heads, headSize, hasBias } = c
  const joint = linear(m, `${name}.query_key_value`, x, { from: hiddenSize, to: 3 * hiddenSize, bias: hasBias })
  // Head by head: query, key and value of the first head, then of the second …
  const [query, key, value] = g.split(splitHeads(g, joint, heads, 3 * headSize), 3, [headSize, headSize, headSize])
  const mixed = attention(
    m,
    { heads, keyValueHeads: heads, headSize },
    {
      query: rotate(g, query!, tables),
      key: rotate(g, key!, tables),
      value: value!,
      bias,
      scale: 1 / Math.sqrt(headSize),
    },
  )
  return linear(m, `${name}.dense`, mixed, { from: hiddenSize, to: hiddenSize, bias: hasBias })
}
