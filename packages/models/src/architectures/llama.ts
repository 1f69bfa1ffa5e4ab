import type { Value } from '@plackett/onnx'
import { activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { attention, splitHeads } from './blocks/attention.ts'
import { decoder, embedTokens } from './blocks/decoder.ts'
import { linear } from './blocks/linear.ts'
import { attentionBias } from './blocks/masks.ts'
import { rmsNorm } from './blocks/norms.ts'
import { type RotaryTables, readRotation, rotaryTables, rotate } from './blocks/rotary.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** In what the members of the family differ. */
interface Variant {
  readonly modelType: string
  readonly hasQueryBias: boolean
  readonly hasOutputBias: boolean
  /** Whether queries and keys are normalised per head, before they turn. */
  readonly normsHeads: boolean
}

/** Llama (Touvron et al. 2023) and what is built like it, such as SmolLM. */
export function llama(config: ConfigReader): Architecture {
  const hasBias = config.boolean('attention_bias', false)
  return family(config, { modelType: 'llama', hasQueryBias: hasBias, hasOutputBias: hasBias, normsHeads: false })
}

/** Qwen2 and 2.5 (2024): Llama with biases on queries, keys and values. */
export function qwen2(config: ConfigReader): Architecture {
  readUnusedWindow(config)
  return family(config, { modelType: 'qwen2', hasQueryBias: true, hasOutputBias: false, normsHeads: false })
}

/** Qwen3 (2025): Llama with normed queries and keys. */
export function qwen3(config: ConfigReader): Architecture {
  readUnusedWindow(config)
  const hasBias = config.boolean('attention_bias', false)
  return family(config, { modelType: 'qwen3', hasQueryBias: hasBias, hasOutputBias: hasBias, normsHeads: true })
}

function readUnusedWindow(config: ConfigReader): void {
  config.only('use_sliding_window', false)
  config.raw('sliding_window')
  config.raw('max_window_layers')
}

function family(config: ConfigReader, variant: Variant): Architecture {
  const c = { ...readConfig(config), ...variant }
  const { hiddenSize, epsilon } = c
  return decoder({
    ...c,
    embeddings: 'model.embed_tokens.weight',
    output: 'lm_head.weight',
    prefix: 'model',
    unprefixed: /^((embed_tokens|layers|norm)\.)/,
    passedOver: [/\.rotary_emb\.inv_freq$/],
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const bias = attentionBias(m, attention_mask!, { isCausal: true, window: null })
      const tables = rotaryTables(m, c.rotation, attention_mask!)
      let x = embedTokens(m, 'model.embed_tokens.weight', { ...c, ids: input_ids! })
      for (let at = 0; at < c.layers; at++) x = layer(m, `model.layers.${at}`, x, { c, bias, tables })
      return g.reshape(rmsNorm(m, 'model.norm', x, { size: hiddenSize, epsilon }), ['texts', 'tokens', hiddenSize])
    },
  })
}

type Config = ReturnType<typeof readConfig> & Variant

function readConfig(config: ConfigReader) {
  config.only('mlp_bias', false)
  config.only('is_decoder', false, true)
  const hiddenSize = config.int('hidden_size')
  const heads = config.int('num_attention_heads')
  const keyValueHeads = config.int('num_key_value_heads', heads)
  if (heads % keyValueHeads !== 0)
    config.refuse(`${heads} heads are no multiple of ${keyValueHeads} key and value heads`)
  if (!config.has('head_dim') && hiddenSize % heads !== 0)
    config.refuse(`hidden_size ${hiddenSize} is no multiple of ${heads} heads`)
  const headSize = config.int('head_dim', hiddenSize / heads)
  if (headSize % 2 !== 0) config.refuse(`rotary embeddings need an even head_dim, not ${headSize}`)
  const layers = config.layers('num_hidden_layers')
  if (config.has('layer_types')) config.choices('layer_types', ['full_attention'], layers)
  return {
    hiddenSize,
    heads,
    keyValueHeads,
    headSize,
    layers,
    intermediateSize: config.int('intermediate_size'),
    activation: config.choice('hidden_act', activationNames, 'silu'),
    epsilon: config.number('rms_norm_eps', 1e-6),
    rotation: readRotation(config, { theta: 10_000, size: headSize }),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: config.tokens('max_position_embeddings'),
    padTokenId: config.tokenId('pad_token_id'),
    initializerRange: config.number('initializer_range', 0.02),
    isTied: config.boolean('tie_word_embeddings', false),
  }
}

interface LayerContext {
  readonly c: Config
  readonly bias: Value
  readonly tables: RotaryTables
}

/** x ← x + attention(norm(x)); x ← x + down(act(gate(norm(x))) · up(norm(x))). */
function layer(m: ModelScope, name: string, x: Value, context: LayerContext): Value {
  const { g } = m
  const { hiddenSize, intermediateSize, epsilon, activation } = context.c
  return g.scope(name, () => {
    const first = rmsNorm(m, `${name}.input_layernorm`, x, { size: hiddenSize, epsilon })
    const middle = g.add(x, selfAttention(m, `${name}.self_attn`, first, context))
    const second = rmsNorm(m, `${name}.post_attention_layernorm`, middle, { size: hiddenSize, epsilon })
    const wide = { from: hiddenSize, to: intermediateSize, bias: false }
    const gate = activations[activation](g, linear(m, `${name}.mlp.gate_proj`, second, wide))
    const product = g.mul(gate, linear(m, `${name}.mlp.up_proj`, second, wide))
    return g.add(
      middle,
      linear(m, `${name}.mlp.down_proj`, product, { from: intermediateSize, to: hiddenSize, bias: false }),
    )
  })
}

function selfAttention(m: ModelScope, name: string, x: Value, { c, bias, tables }: LayerContext): Value {
  const { g } = m
  const { hiddenSize, heads, keyValueHeads, headSize, epsilon } = c
  const project = (part: string, count: number) => {
    const rows = linear(m, `${name}.${part}_proj`, x, { from: hiddenSize, to: count * headSize, bias: c.hasQueryBias })
    return splitHeads(g, rows, count, headSize)
  }
  const turn = (part: 'q' | 'k', count: number) => {
    const heads = project(part, count)
    const normal = c.normsHeads ? rmsNorm(m, `${name}.${part}_norm`, heads, { size: headSize, epsilon }) : heads
    return rotate(g, normal, tables)
  }
  const inputs = { query: turn('q', heads), key: turn('k', keyValueHeads), value: project('v', keyValueHeads) }
  const mixed = attention(m, c, { ...inputs, bias, scale: 1 / Math.sqrt(headSize) })
  return linear(m, `${name}.o_proj`, mixed, { from: heads * headSize, to: hiddenSize, bias: c.hasOutputBias })
}
