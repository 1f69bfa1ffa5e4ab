import type { Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import type { Pooling } from './blocks/pooling.ts'
import type { ModelScope } from './model-scope.ts'

/** Token ids and what is text rather than padding (1 or 0), for every transformer. */
export const tokenInputs: readonly InputSpec[] = [
  { name: 'input_ids', type: 'int64', shape: ['texts', 'tokens'] },
  { name: 'attention_mask', type: 'int64', shape: ['texts', 'tokens'] },
]

/** A transformer as its config describes it, with the heads that its checkpoints carry. */
export interface Architecture {
  readonly modelType: string
  readonly kind: 'encoder' | 'decoder'
  readonly hiddenSize: number
  readonly vocabSize: number
  /** The longest text in tokens. */
  readonly maxTokens: number
  readonly padTokenId: number | null
  /** What its own sequence classifier makes of the hidden states of a text. */
  readonly pooling: Pooling
  /** The deviation with which new weights are drawn. */
  readonly initializerRange: number
  /** Whether linear layers are stored [from, to], rather than [to, from] as torch's Linear does. */
  readonly hasTurnedWeights?: boolean
  /** The hidden states after the last norm, [texts, tokens, hidden]. */
  hidden(m: ModelScope, inputs: NamedValues): Value
  /** One reward a text, [texts], by the head and the pooling of the architecture's own sequence classifier. */
  reward(m: ModelScope, hidden: Value, inputs: NamedValues): Value
  /** Next-token scores, [texts, tokens, vocabulary]; decoders only. */
  logits?(m: ModelScope, hidden: Value): Value
  /** How names in files that are old, or saved without a head, become ours; applied to each name in turn. */
  readonly renames: readonly (readonly [RegExp, string])[]
  /** Names in files that may be passed over: buffers, and heads for other ends. */
  readonly passedOver: readonly RegExp[]
  /** Parameters that a bare backbone lacks and that then start anew. */
  readonly heads: readonly RegExp[]
}
