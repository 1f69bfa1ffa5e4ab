import type { Value } from '@plackett/onnx'
import { activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { attention, splitHeads } from './blocks/attention.ts'
import { decoder, embedTokens } from './blocks/decoder.ts'
import { linear } from './blocks/linear.ts'
import { attentionBias } from './blocks/masks.ts'
import { rmsNorm } from './blocks/norms.ts'
import { type RotaryTables, type Rotation, rotaryTables, rotate } from './blocks/rotary.ts'
import { type LayerType, layerTypes, readRotations } from './blocks/windowed-layers.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** Gemma 3's text model (2025): norms before and after each part, and layers that see a window only, with a rotation of their own. */
export function gemma3(config: ConfigReader): Architecture {
  const c = readConfig(config)
  const { hiddenSize } = c
  return decoder({
    modelType: 'gemma3_text',
    ...c,
    embeddings: 'model.embed_tokens.weight',
    output: 'lm_head.weight',
    prefix: 'model',
    unprefixed: /^((embed_tokens|layers|norm)\.)/,
    passedOver: [/\.rotary_emb\.inv_freq$/],
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const views = {
        sliding_attention: viewOf(m, attention_mask!, c.rotations.sliding_attention, c.window),
        full_attention: viewOf(m, attention_mask!, c.rotations.full_attention, null),
      }
      const embedded = embedTokens(m, 'model.embed_tokens.weight', { ...c, ids: input_ids! })
      let x = g.mul(embedded, Math.sqrt(hiddenSize))
      for (const [at, type] of c.types.entries()) x = layer(m, `model.layers.${at}`, x, { c, view: views[type] })
      return g.reshape(norm(m, 'model.norm', x, c), ['texts', 'tokens', hiddenSize])
    },
  })
}

type Config = ReturnType<typeof readConfig>

function readConfig(config: ConfigReader) {
  config.only('attention_bias', false)
  config.only('is_decoder', false, true)
  config.only('attn_logit_softcapping', null)
  config.only('final_logit_softcapping', null)
  config.only('use_bidirectional_attention', false)
  const heads = config.int('num_attention_heads')
  const keyValueHeads = config.int('num_key_value_heads')
  const headSize = config.int('head_dim', 256)
  if (heads % keyValueHeads !== 0)
    config.refuse(`${heads} heads are no multiple of ${keyValueHeads} key and value heads`)
  if (headSize % 2 !== 0) config.refuse(`rotary embeddings need an even head_dim, not ${headSize}`)
  return {
    hiddenSize: config.int('hidden_size'),
    heads,
    keyValueHeads,
    headSize,
    types: typesOf(config),
    window: config.int('sliding_window', 4096),
    scale: config.number('query_pre_attn_scalar', 256) ** -0.5,
    intermediateSize: config.int('intermediate_size'),
    activation: config.choice('hidden_activation', activationNames, 'gelu_pytorch_tanh'),
    epsilon: config.number('rms_norm_eps', 1e-6),
    rotations: readRotations(config, {
      size: headSize,
      full: { field: 'rope_theta', theta: 1_000_000 },
      sliding: { field: 'rope_local_base_freq', theta: 10_000 },
    }),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: config.tokens('max_position_embeddings'),
    padTokenId: config.tokenId('pad_token_id'),
    initializerRange: config.number('initializer_range', 0.02),
    isTied: config.boolean('tie_word_embeddings', true),
  }
}

/** Layer by layer in new configs; before, every n-th layer saw everything. */
function typesOf(config: ConfigReader): LayerType[] {
  const layers = config.layers('num_hidden_layers')
  config.raw('_sliding_window_pattern')
  const every = config.int('sliding_window_pattern', 6)
  if (config.has('layer_types')) return config.choices('layer_types', layerTypes, layers)
  return Array.from({ length: layers }, (_, at) => ((at + 1) % every === 0 ? 'full_attention' : 'sliding_attention'))
}

/** What a kind of layer sees, and how its heads turn. */
interface View {
  readonly bias: Value
  readonly tables: RotaryTables
}

function viewOf(m: ModelScope, attentionMask: Value, rotation: Rotation, window: number | null): View {
  return {
    bias: attentionBias(m, attentionMask, { isCausal: true, window }),
    tables: rotaryTables(m, rotation, attentionMask),
  }
}

function norm(m: ModelScope, name: string, x: Value, { hiddenSize, epsilon }: Config): Value {
  return rmsNorm(m, name, x, { size: hiddenSize, epsilon, addsOne: true })
}

/** x ← x + norm(attention(norm(x))); x ← x + norm(mlp(norm(x))). */
function layer(m: ModelScope, name: string, x: Value, { c, view }: { c: Config; view: View }): Value {
  const { g } = m
  const { hiddenSize, intermediateSize } = c
  return g.scope(name, () => {
    const mixed = selfAttention(m, `${name}.self_attn`, norm(m, `${name}.input_layernorm`, x, c), { c, view })
    const middle = g.add(x, norm(m, `${name}.post_attention_layernorm`, mixed, c))
    const second = norm(m, `${name}.pre_feedforward_layernorm`, middle, c)
    const wide = { from: hiddenSize, to: intermediateSize, bias: false }
    const gate = activations[c.activation](g, linear(m, `${name}.mlp.gate_proj`, second, wide))
    const product = g.mul(gate, linear(m, `${name}.mlp.up_proj`, second, wide))
    const narrow = { from: intermediateSize, to: hiddenSize, bias: false }
    const down = linear(m, `${name}.mlp.down_proj`, product, narrow)
    return g.add(middle, norm(m, `${name}.post_feedforward_layernorm`, down, c))
  })
}

function selfAttention(m: ModelScope, name: string, x: Value, { c, view }: { c: Config; view: View }): Value {
  const { g } = m
  const { hiddenSize, heads, keyValueHeads, headSize, epsilon } = c
  const project = (part: string, count: number) => {
    const rows = linear(m, `${name}.${part}_proj`, x, { from: hiddenSize, to: count * headSize, bias: false })
    return splitHeads(g, rows, count, headSize)
  }
  const turn = (part: 'q' | 'k', count: number) => {
    const normal = rmsNorm(m, `${name}.${part}_norm`, project(part, count), { size: headSize, epsilon, addsOne: true })
    return rotate(g, normal, view.tables)
  }
  const inputs = { query: turn('q', heads), key: turn('k', keyValueHeads), value: project('v', keyValueHeads) }
  const mixed = attention(m, c, { ...inputs, bias: view.bias, scale: c.scale })
  return linear(m, `${name}.o_proj`, mixed, { from: heads * headSize, to: hiddenSize, bias: false })
}
