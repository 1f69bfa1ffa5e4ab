import type { RewardTrainingConfig } from '@plackett/contracts'
import { newTokens, trainBytePairs } from '@plackett/models'
import type { TextRow } from '../run/ranked-texts.ts'
import type { ModelSource } from './model-source.ts'

const sizes = {
  tiny: { hidden: 128, layers: 2, heads: 2, vocabulary: 4_096 },
  small: { hidden: 256, layers: 4, heads: 4, vocabulary: 8_192 },
} as const
export type ScratchSize = keyof typeof sizes

export function isScratchSize(name: string): name is ScratchSize {
  return Object.hasOwn(sizes, name)
}

const usualTokens = 256

/**
 * A ModernBERT (Warner et al. 2024) that knows nothing, with a tokenizer that is trained on the project's own texts: of the encoders
 * that transformers knows it is the one that can pool by mean, which learns from few texts better than the first token does.
 */
export function scratchSource(
  size: ScratchSize,
  { maxLength, truncation }: RewardTrainingConfig,
  texts: readonly TextRow[],
): ModelSource {
  const { hidden, layers, heads, vocabulary } = sizes[size]
  const maxTokens = maxLength ?? usualTokens
  const tokenizer = trainBytePairs(wordsOf(texts), vocabulary)
  const padTokenId = Object.values(newTokens).indexOf(newTokens.pad)
  return {
    name: size,
    place: size,
    architecture: {
      model_type: 'modernbert',
      hidden_size: hidden,
      num_hidden_layers: layers,
      num_attention_heads: heads,
      intermediate_size: 2 * hidden,
      global_attn_every_n_layers: 1,
      classifier_pooling: 'mean',
      max_position_embeddings: maxTokens,
      vocab_size: vocabulary,
      pad_token_id: padTokenId,
    },
    tokenizer,
    text: {
      layout: 'pair',
      template: null,
      bosToken: null,
      eosToken: null,
      padTokenId,
      maxTokens,
      truncation: truncation ?? 'right',
    },
    tensors: null,
  }
}

/** Every completion, and every prompt once. */
function* wordsOf(texts: readonly TextRow[]): Generator<string> {
  const prompts = new Set<string>()
  for (const { prompt, completion } of texts) {
    yield completion
    for (const content of typeof prompt === 'string' ? [prompt] : prompt.map((message) => message.content)) {
      if (!prompts.has(content)) yield content
      prompts.add(content)
    }
  }
}
