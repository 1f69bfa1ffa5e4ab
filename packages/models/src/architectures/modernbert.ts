import type { Value } from '@plackett/onnx'
import { activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { attention, splitHeads } from './blocks/attention.ts'
import { embedTokens } from './blocks/decoder.ts'
import { linear } from './blocks/linear.ts'
import { attentionBias, paddingBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import { poolFirst, poolMean } from './blocks/pooling.ts'
import { rewardHead } from './blocks/reward-head.ts'
import { type RotaryTables, rotaryTables, rotate } from './blocks/rotary.ts'
import { type LayerType, layerTypes, readRotations } from './blocks/windowed-layers.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** ModernBERT (Warner et al. 2024): rotary positions, norms before the parts, gated MLPs, layers that see a window to both sides. */
export function modernbert(config: ConfigReader): Architecture {
  const c = readConfig(config)
  const { hiddenSize } = c
  return {
    ...c,
    modelType: 'modernbert',
    kind: 'encoder',
    pooling: c.pooling === 'mean' ? 'mean' : 'first',
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const { full_attention: full, sliding_attention: local } = c.rotations
      const window = Math.floor(c.localAttention / 2) + 1
      const views = {
        full_attention: { bias: paddingBias(g, attention_mask!), tables: rotaryTables(m, full, attention_mask!) },
        sliding_attention: {
          bias: attentionBias(m, attention_mask!, { isCausal: false, window }),
          tables: rotaryTables(m, local, attention_mask!),
        },
      }
      const embedded = embedTokens(m, 'model.embeddings.tok_embeddings.weight', { ...c, ids: input_ids! })
      let x = norm(m, 'model.embeddings.norm', embedded, c)
      for (const [at, type] of c.types.entries()) x = layer(m, at, x, { c, view: views[type] })
      return g.reshape(norm(m, 'model.final_norm', x, c), ['texts', 'tokens', hiddenSize])
    },
    // Mean or token 0 → head.dense → activation → head.norm → classifier
    reward: (m, hidden, { attention_mask }) => {
      const pooled = c.pooling === 'mean' ? poolMean(m.g, hidden, attention_mask!) : poolFirst(m.g, hidden)
      const dense = linear(m, 'head.dense', pooled, { from: hiddenSize, to: hiddenSize, bias: c.hasHeadBias })
      const normal = norm(m, 'head.norm', activations[c.headActivation](m.g, dense), c)
      return rewardHead(m, 'classifier', normal, hiddenSize)
    },
    renames: [[/^((embeddings|layers|final_norm)\.)/, 'model.$1']],
    heads: [/^classifier\./, /^head\./],
    passedOver: [/^decoder\./, /\.rotary_emb\.inv_freq$/],
  }
}

type Config = ReturnType<typeof readConfig>

function readConfig(config: ConfigReader) {
  config.only('tie_word_embeddings', true, false)
  for (const field of ['decoder_bias', 'deterministic_flash_attn', 'sparse_prediction', 'sparse_pred_ignore_index'])
    config.raw(field)
  config.raw('initializer_cutoff_factor')
  const hiddenSize = config.int('hidden_size')
  const heads = config.int('num_attention_heads')
  if (hiddenSize % (2 * heads) !== 0)
    config.refuse(`hidden_size ${hiddenSize} does not give ${heads} heads of an even size`)
  return {
    hiddenSize,
    heads,
    types: typesOf(config),
    localAttention: config.int('local_attention', 128),
    intermediateSize: config.int('intermediate_size'),
    activation: config.choice('hidden_activation', activationNames, 'gelu'),
    epsilon: config.number('norm_eps', 1e-5),
    hasNormBias: config.boolean('norm_bias', false),
    hasAttentionBias: config.boolean('attention_bias', false),
    hasMlpBias: config.boolean('mlp_bias', false),
    rotations: readRotations(config, {
      size: hiddenSize / heads,
      full: { field: 'global_rope_theta', theta: 160_000 },
      sliding: { field: 'local_rope_theta', theta: 10_000 },
    }),
    pooling: config.choice('classifier_pooling', ['cls', 'mean'], 'cls'),
    headActivation: config.choice('classifier_activation', activationNames, 'gelu'),
    hasHeadBias: config.boolean('classifier_bias', false),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: config.tokens('max_position_embeddings'),
    padTokenId: config.tokenId('pad_token_id'),
    initializerRange: config.number('initializer_range', 0.02),
  }
}

/** Layer by layer in new configs; before, every n-th layer from the first on saw everything. */
function typesOf(config: ConfigReader): LayerType[] {
  const layers = config.layers('num_hidden_layers')
  const every = config.int('global_attn_every_n_layers', 3)
  if (config.has('layer_types')) return config.choices('layer_types', layerTypes, layers)
  return Array.from({ length: layers }, (_, at) => (at % every === 0 ? 'full_attention' : 'sliding_attention'))
}

function norm(m: ModelScope, name: string, x: Value, { hiddenSize, epsilon, hasNormBias }: Config): Value {
  return layerNorm(m, name, x, { size: hiddenSize, epsilon, bias: hasNormBias })
}

interface LayerContext {
  readonly c: Config
  readonly view: { readonly bias: Value; readonly tables: RotaryTables }
}

/** x ← x + attention(norm(x)); x ← x + Wo(act(input) · gate); layer 0 has no first norm, as the embeddings were just normed. */
function layer(m: ModelScope, at: number, x: Value, context: LayerContext): Value {
  const { g } = m
  const { c } = context
  const name = `model.layers.${at}`
  const { hiddenSize, intermediateSize, hasMlpBias } = c
  return g.scope(name, () => {
    const first = at === 0 ? x : norm(m, `${name}.attn_norm`, x, c)
    const middle = g.add(x, selfAttention(m, `${name}.attn`, first, context))
    const second = norm(m, `${name}.mlp_norm`, middle, c)
    const wide = { from: hiddenSize, to: 2 * intermediateSize, bias: hasMlpBias }
    const [input, gate] = g.split(linear(m, `${name}.mlp.Wi`, second, wide), 1, [intermediateSize, intermediateSize])
    const product = g.mul(activations[c.activation](g, input!), gate!)
    const narrow = { from: intermediateSize, to: hiddenSize, bias: hasMlpBias }
    return g.add(middle, linear(m, `${name}.mlp.Wo`, product, narrow))
  })
}

function selfAttention(m: ModelScope, name: string, x: Value, { c, view }: LayerContext): Value {
  const { g } = m
  const { hiddenSize, heads, hasAttentionBias } = c
  const headSize = hiddenSize / heads
  const joint = linear(m, `${name}.Wqkv`, x, { from: hiddenSize, to: 3 * hiddenSize, bias: hasAttentionBias })
  const [query, key, value] = g
    .split(joint, 1, [hiddenSize, hiddenSize, hiddenSize])
    .map((part) => splitHeads(g, part, heads, headSize))
  const mixed = attention(
    m,
    { heads, keyValueHeads: heads, headSize },
    {
      query: rotate(g, query!, view.tables),
      key: rotate(g, key!, view.tables),
      value: value!,
      bias: view.bias,
      scale: 1 / Math.sqrt(headSize),
    },
  )
  return linear(m, `${name}.Wo`, mixed, { from: hiddenSize, to: hiddenSize, bias: hasAttentionBias })
}
