import { tensorFrom, type Value } from '@plackett/onnx'
import { type Activation, activationNames, activations } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { joinHeads, splitHeads } from './blocks/attention.ts'
import { embedTokens } from './blocks/decoder.ts'
import { bertNames, type EncoderSizes, encoderLayer } from './blocks/encoder-layer.ts'
import { linear } from './blocks/linear.ts'
import { paddingBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import { poolFirst } from './blocks/pooling.ts'
import { rewardHead } from './blocks/reward-head.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

/** DeBERTa-v3 (He et al. 2021): no absolute positions; content attends to relative position and position to content. */
export function deberta(config: ConfigReader): Architecture {
  const c = readConfig(config)
  const { hiddenSize } = c
  return {
    ...c,
    modelType: 'deberta-v2',
    kind: 'encoder',
    pooling: 'first',
    hidden: (m, { input_ids, attention_mask }) => {
      const { g } = m
      const words = embedTokens(m, 'deberta.embeddings.word_embeddings.weight', { ...c, ids: input_ids! })
      const normal = layerNorm(m, 'deberta.embeddings.LayerNorm', words, { size: hiddenSize, epsilon: c.epsilon })
      const isText = g.reshape(g.cast(attention_mask!, 'float32'), ['texts*tokens', 1])
      const positions = positionsOf(m, c)
      const bias = paddingBias(g, attention_mask!)
      let x = g.mul(normal, isText)
      for (let at = 0; at < c.layers; at++)
        x = encoderLayer(m, `deberta.encoder.layer.${at}`, x, {
          sizes: c,
          names: bertNames,
          mix: (scope, layer, rows) => disentangled(scope, `${layer}.attention.self`, rows, { c, positions, bias }),
        })
      return g.reshape(x, ['texts', 'tokens', hiddenSize])
    },
    // Token 0 → pooler.dense → activation → classifier
    reward: (m, hidden) => {
      const pooled = linear(m, 'pooler.dense', poolFirst(m.g, hidden), { from: hiddenSize, to: hiddenSize })
      const active = activations[c.poolerActivation](m.g, pooled)
      return rewardHead(m, 'classifier', active, hiddenSize)
    },
    renames: [[/^((embeddings|encoder)\.)/, 'deberta.$1']],
    heads: [/^classifier\./, /^pooler\./],
    passedOver: [/\.position_ids$/, /^(lm_predictions|mask_predictions|cls)\./, /\.embeddings\.position_embeddings\./],
  }
}

interface DebertaConfig extends EncoderSizes {
  readonly layers: number
  /** How far positions are told apart: as many buckets before a token as after it. */
  readonly span: number
  /** The bucket, −span … span, of each distance −(maxTokens − 1) … maxTokens − 1. */
  readonly buckets: readonly number[]
  readonly normsPositions: boolean
  readonly poolerActivation: Activation
  readonly vocabSize: number
  readonly maxTokens: number
  readonly padTokenId: number
  readonly initializerRange: number
}

function readConfig(config: ConfigReader): DebertaConfig {
  const hiddenSize = config.int('hidden_size')
  const heads = config.int('num_attention_heads')
  if (hiddenSize % heads !== 0) config.refuse(`hidden_size ${hiddenSize} is no multiple of ${heads} heads`)
  requireVersionThree(config, hiddenSize)
  const positions = config.int('max_position_embeddings', undefined, { most: 2 ** 16 })
  const relative = config.has('max_relative_positions') ? config.int('max_relative_positions', -1, { least: -1 }) : -1
  const farthest = relative < 1 ? positions : relative
  const bucketCount = config.has('position_buckets') ? config.int('position_buckets', -1, { least: -1 }) : -1
  if (bucketCount > 0 && (bucketCount < 4 || farthest - 1 <= bucketCount / 2))
    config.refuse(`position_buckets ${bucketCount} does not fit distances up to ${farthest}`)
  const distances = Array.from({ length: 2 * positions - 1 }, (_, at) => at - positions + 1)
  return {
    hiddenSize,
    heads,
    layers: config.layers('num_hidden_layers'),
    intermediateSize: config.int('intermediate_size'),
    activation: config.choice('hidden_act', activationNames, 'gelu'),
    epsilon: config.number('layer_norm_eps', 1e-7),
    span: bucketCount > 0 ? bucketCount : farthest,
    buckets: bucketCount > 0 ? distances.map((distance) => bucketOf(distance, bucketCount, farthest)) : distances,
    normsPositions: config.choice('norm_rel_ebd', ['none', 'layer_norm'], 'none') === 'layer_norm',
    poolerActivation: config.choice('pooler_hidden_act', activationNames, 'gelu'),
    vocabSize: config.tokens('vocab_size'),
    maxTokens: positions,
    padTokenId: config.int('pad_token_id', 0, { least: 0, most: 2 ** 24 }),
    initializerRange: config.number('initializer_range', 0.02),
  }
}

/** The settings of DeBERTa-v2 that v3 does not have are refused: convolutions, absolute positions, keys of their own for positions. */
function requireVersionThree(config: ConfigReader, hiddenSize: number): void {
  if (!config.boolean('relative_attention', false)) config.refuse('the config field relative_attention is not true')
  if (!config.boolean('share_att_key', false)) config.refuse('the config field share_att_key is not true')
  if (config.boolean('position_biased_input', true))
    config.refuse('the config field position_biased_input is not false')
  if (config.int('type_vocab_size', 0, { least: 0 }) !== 0) config.refuse('the config field type_vocab_size is not 0')
  const types = config.raw('pos_att_type')
  const list = typeof types === 'string' ? types.split('|') : types
  if (!Array.isArray(list) || [...list].sort().join() !== 'c2p,p2c')
    config.refuse(`the config field pos_att_type is ${JSON.stringify(types)}; supported: c2p and p2c together`)
  config.only('conv_kernel_size', 0)
  config.only('embedding_size', hiddenSize)
  config.only('pooler_hidden_size', hiddenSize)
  config.only('tie_word_embeddings', true, false)
  config.only('legacy', true, false)
}

/** Near distances are their own bucket; beyond half the buckets they share by logarithm (in float32, as torch rounds up there). */
function bucketOf(distance: number, buckets: number, farthest: number): number {
  const middle = Math.floor(buckets / 2)
  const away = Math.abs(distance)
  if (away <= middle) return distance
  const share = Math.fround(
    Math.fround(Math.log(Math.fround(away / middle))) / Math.fround(Math.log((farthest - 1) / middle)),
  )
  return Math.sign(distance) * (Math.ceil(Math.fround(share * (middle - 1))) + middle)
}

interface Positions {
  /** The embeddings of all buckets, [2 · span, hidden]. */
  readonly embeddings: Value
  /** Which row of them each query sees at each key, and each key at each query, [tokens, tokens]. */
  readonly ofKeys: Value
  readonly ofQueries: Value
}

function positionsOf(m: ModelScope, c: DebertaConfig): Positions {
  const { g } = m
  const { hiddenSize, span, epsilon, maxTokens } = c
  const table = m.weight('deberta.encoder.rel_embeddings.weight', [2 * span, hiddenSize])
  const embeddings = c.normsPositions
    ? layerNorm(m, 'deberta.encoder.LayerNorm', table, { size: hiddenSize, epsilon })
    : table
  const position = g.range('tokens')
  const distance = g.sub(g.unsqueeze(position, [1]), g.unsqueeze(position, [0])) // query − key
  const bucket = g.gather(
    g.constant(tensorFrom('int64', [c.buckets.length], c.buckets)),
    g.add(distance, maxTokens - 1),
  )
  const rowOf = (signed: Value) => g.min(g.max(g.add(signed, span), 0), 2 * span - 1)
  return { embeddings, ofKeys: rowOf(bucket), ofQueries: rowOf(g.neg(bucket)) }
}

interface AttentionContext {
  readonly c: DebertaConfig
  readonly positions: Positions
  readonly bias: Value
}

/** softmax((Q Kᵀ + Q Pkᵀ at the key's place + (K Pqᵀ at the query's place)ᵀ) / √(3 d) + bias) V. */
function disentangled(m: ModelScope, name: string, x: Value, { c, positions, bias }: AttentionContext): Value {
  const { g } = m
  const { hiddenSize, heads } = c
  const headSize = hiddenSize / heads
  const project = (part: string, rows: Value) =>
    linear(m, `${name}.${part}_proj`, rows, { from: hiddenSize, to: hiddenSize })
  const split = (part: string) => splitHeads(g, project(part, x), heads, headSize)
  const places = (part: string) => {
    const rows = g.reshape(project(part, positions.embeddings), [2 * c.span, heads, headSize])
    return g.transpose(rows, [1, 0, 2]) // [heads, 2 · span, headSize]
  }
  const [query, key, value] = [split('query'), split('key'), split('value')]
  const alpha = 1 / Math.sqrt(3 * headSize)
  const seen = (from: Value, part: string, rows: Value) => {
    const scores = g.fusedMatMul(from, places(part), { alpha, transB: 1 }) // [texts, heads, tokens, 2 · span]
    return g.gatherElements(scores, g.expand(rows, ['texts', heads, 'tokens', 'tokens']), 3)
  }
  const content = g.fusedMatMul(query, key, { alpha, transB: 1 })
  const toPosition = seen(query, 'key', positions.ofKeys)
  const toContent = g.transposeLast(seen(key, 'query', positions.ofQueries))
  const weights = g.softmax(g.add(g.add(g.add(content, toPosition), toContent), bias))
  return joinHeads(g, g.matMul(weights, value), { heads, keyValueHeads: heads, headSize })
}
