import { productOf } from '@plackett/onnx'
import { activationNames } from './activations.ts'
import type { Architecture } from './architecture.ts'
import { type EncoderNames, encoderLayer, selfAttention } from './blocks/encoder-layer.ts'
import { linear } from './blocks/linear.ts'
import { paddingBias } from './blocks/masks.ts'
import { layerNorm } from './blocks/norms.ts'
import { poolFirst } from './blocks/pooling.ts'
import { rewardHead } from './blocks/reward-head.ts'
import type { ConfigReader } from './config-reader.ts'

const names: EncoderNames = {
  query: 'attention.q_lin',
  key: 'attention.k_lin',
  value: 'attention.v_lin',
  attentionOutput: 'attention.out_lin',
  attentionNorm: 'sa_layer_norm',
  up: 'ffn.lin1',
  down: 'ffn.lin2',
  outputNorm: 'output_layer_norm',
}

/** DistilBERT (Sanh et al. 2019): BERT without token types; its epsilon, 1e−12, stands in no config. */
export function distilbert(config: ConfigReader): Architecture {
  config.only('sinusoidal_pos_embds', false, true)
  config.only('tie_weights_', true, false)
  config.only('tie_word_embeddings', true, false)
  const hiddenSize = config.int('dim')
  const layers = config.layers('n_layers')
  const positions = config.tokens('max_position_embeddings')
  const vocabSize = config.tokens('vocab_size')
  const sizes = {
    hiddenSize,
    intermediateSize: config.int('hidden_dim'),
    heads: config.int('n_heads'),
    activation: config.choice('activation', activationNames, 'gelu'),
    epsilon: 1e-12,
  }
  if (hiddenSize % sizes.heads !== 0) config.refuse(`dim ${hiddenSize} is no multiple of ${sizes.heads} heads`)
  return {
    modelType: 'distilbert',
    kind: 'encoder',
    pooling: 'first',
    hiddenSize,
    vocabSize,
    maxTokens: positions,
    padTokenId: config.int('pad_token_id', 0, { least: 0, most: 2 ** 24 }),
    initializerRange: config.number('initializer_range', 0.02),
    hidden: (m, inputs) => {
      const { g } = m
      const embeddings = 'distilbert.embeddings'
      const words = g.gather(
        m.weight(`${embeddings}.word_embeddings.weight`, [vocabSize, hiddenSize]),
        inputs.input_ids!,
      )
      const table = m.weight(`${embeddings}.position_embeddings.weight`, [positions, hiddenSize])
      const rows = g.reshape(g.add(words, g.slice(table, 0, 0, 'tokens')), [productOf(['texts', 'tokens']), hiddenSize])
      const mix = selfAttention(sizes, names, paddingBias(g, inputs.attention_mask!))
      let x = layerNorm(m, `${embeddings}.LayerNorm`, rows, { size: hiddenSize, epsilon: sizes.epsilon })
      for (let layer = 0; layer < layers; layer++)
        x = encoderLayer(m, `distilbert.transformer.layer.${layer}`, x, { sizes, names, mix })
      return g.reshape(x, ['texts', 'tokens', hiddenSize])
    },
    // Token 0 → pre_classifier → relu → classifier
    reward: (m, hidden) => {
      const dense = linear(m, 'pre_classifier', poolFirst(m.g, hidden), { from: hiddenSize, to: hiddenSize })
      return rewardHead(m, 'classifier', m.g.relu(dense), hiddenSize)
    },
    renames: [[/^(embeddings|transformer)\./, 'distilbert.$1.']],
    heads: [/^(pre_)?classifier\./],
    passedOver: [/\.position_ids$/, /^vocab_/],
  }
}
