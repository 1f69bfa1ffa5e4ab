import { productOf, type Value } from '@plackett/onnx'
import type { NamedValues } from '../backbone.ts'
import { activationNames } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { bertNames, type EncoderSizes, encoderLayer, selfAttention } from './blocks/encoder-layer.ts'
import { linear } from './blocks/linear.ts'
import { paddingBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import { poolFirst } from './blocks/pooling.ts'
import { rewardHead } from './blocks/reward-head.ts'
import type { ConfigReader } from './config-reader.ts'
import type { ModelScope } from './model-scope.ts'

interface BertConfig extends EncoderSizes {
  readonly layers: number
  readonly vocabSize: number
  readonly positions: number
  readonly typeVocabSize: number
  readonly padTokenId: number
  readonly initializerRange: number
}

/** BERT (Devlin et al. 2019): absolute positions, norms after the sums. Every token is of type 0, as TRL trains rewards. */
export function bert(config: ConfigReader): Architecture {
  const c = bertConfig(config)
  return {
    ...common(c, 'bert'),
    maxTokens: c.positions,
    hidden: (m, inputs) => {
      const position = m.g.slice(
        m.weight('bert.embeddings.position_embeddings.weight', [c.positions, c.hiddenSize]),
        0,
        0,
        'tokens',
      )
      return encoder(m, c, { prefix: 'bert', inputs, position })
    },
    // Token 0 → pooler.dense → tanh → classifier
    reward: (m, hidden) => {
      const { hiddenSize } = c
      const pooled = linear(m, 'bert.pooler.dense', poolFirst(m.g, hidden), { from: hiddenSize, to: hiddenSize })
      return rewardHead(m, 'classifier', m.g.tanh(pooled), hiddenSize)
    },
    heads: [/^classifier\./, /^bert\.pooler\./],
    passedOver: [/\.position_ids$/, /^cls\./],
  }
}

/** RoBERTa (Liu et al. 2019): BERT with positions counted from the padding id on, over real tokens only, and another head. */
export function roberta(config: ConfigReader): Architecture {
  const c = bertConfig(config)
  if (c.positions <= c.padTokenId + 1)
    config.refuse(`${c.positions} positions leave none for text, as they count from pad_token_id ${c.padTokenId} on`)
  return {
    ...common(c, 'roberta'),
    maxTokens: c.positions - c.padTokenId - 1,
    hidden: (m, inputs) => {
      const { g } = m
      const isText = g.cast(g.not(g.equal(inputs.input_ids!, c.padTokenId)), 'int64')
      const places = g.add(g.mul(g.cumSum(isText, 1), isText), c.padTokenId) // [texts, tokens]
      const table = m.weight('roberta.embeddings.position_embeddings.weight', [c.positions, c.hiddenSize])
      return encoder(m, c, { prefix: 'roberta', inputs, position: g.gather(table, places) })
    },
    // Token 0 → classifier.dense → tanh → classifier.out_proj
    reward: (m, hidden) => {
      const { hiddenSize } = c
      const dense = linear(m, 'classifier.dense', poolFirst(m.g, hidden), { from: hiddenSize, to: hiddenSize })
      return rewardHead(m, 'classifier.out_proj', m.g.tanh(dense), hiddenSize)
    },
    heads: [/^classifier\./],
    passedOver: [/\.position_ids$/, /^lm_head\./, /^roberta\.pooler\./],
  }
}

function common(c: BertConfig, modelType: 'bert' | 'roberta') {
  return {
    modelType,
    kind: 'encoder',
    pooling: 'first',
    hiddenSize: c.hiddenSize,
    vocabSize: c.vocabSize,
    padTokenId: c.padTokenId,
    initializerRange: c.initializerRange,
    renames: [
      [/\.gamma$/, '.weight'],
      [/\.beta$/, '.bias'],
      [/^(embeddings|encoder|pooler)\./, `${modelType}.$1.`],
    ],
  } as const
}

function bertConfig(config: ConfigReader): BertConfig {
  config.only('position_embedding_type', 'absolute')
  config.only('is_decoder', false)
  config.only('tie_word_embeddings', true, false)
  const c = {
    hiddenSize: config.int('hidden_size'),
    intermediateSize: config.int('intermediate_size'),
    heads: config.int('num_attention_heads'),
    layers: config.layers('num_hidden_layers'),
    activation: config.choice('hidden_act', activationNames, 'gelu'),
    epsilon: config.number('layer_norm_eps', 1e-12),
    vocabSize: config.tokens('vocab_size'),
    positions: config.tokens('max_position_embeddings'),
    typeVocabSize: config.int('type_vocab_size', 2),
    padTokenId: config.int('pad_token_id', 0, { least: 0, most: 2 ** 24 }),
    initializerRange: config.number('initializer_range', 0.02),
  }
  if (c.hiddenSize % c.heads !== 0) config.refuse(`hidden_size ${c.hiddenSize} is no multiple of ${c.heads} heads`)
  return c
}

function encoder(
  m: ModelScope,
  c: BertConfig,
  { prefix, inputs, position }: { prefix: string; inputs: NamedValues; position: Value },
): Value {
  const { g } = m
  const embeddings = `${prefix}.embeddings`
  const words = g.gather(
    m.weight(`${embeddings}.word_embeddings.weight`, [c.vocabSize, c.hiddenSize]),
    inputs.input_ids!,
  )
  const types = m.weight(`${embeddings}.token_type_embeddings.weight`, [c.typeVocabSize, c.hiddenSize])
  const sum = g.add(g.add(words, g.slice(types, 0, 0, 1)), position)
  const rows = g.reshape(sum, [productOf(['texts', 'tokens']), c.hiddenSize])
  const bias = paddingBias(g, inputs.attention_mask!)
  const mix = selfAttention(c, bertNames, bias)
  let x = layerNorm(m, `${embeddings}.LayerNorm`, rows, { size: c.hiddenSize, epsilon: c.epsilon })
  for (let layer = 0; layer < c.layers; layer++)
    x = encoderLayer(m, `${prefix}.encoder.layer.${layer}`, x, { sizes: c, names: bertNames, mix })
  return g.reshape(x, ['texts', 'tokens', c.hiddenSize])
}
