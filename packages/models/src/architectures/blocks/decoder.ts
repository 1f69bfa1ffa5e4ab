import { productOf, type Value } from '@plackett/onnx'
import type { Architecture } from '../architecture.ts'
import type { ModelScope } from '../model-scope.ts'
import { linear } from './linear.ts'
import { poolLast, textMarks } from './pooling.ts'

interface DecoderFrame {
  readonly modelType: string
  readonly hiddenSize: number
  readonly vocabSize: number
  readonly maxTokens: number
  readonly padTokenId: number | null
  readonly initializerRange: number
  /** What the table of token embeddings is called, and the matrix that turns hidden states into logits. */
  readonly embeddings: string
  readonly output: string
  /** Whether the two are one. */
  readonly isTied: boolean
  /** What a backbone's weights are called when it was saved without a head, such as `layers.0…` for `model.layers.0…`. */
  readonly prefix: string
  readonly unprefixed: RegExp
  readonly hasTurnedWeights?: boolean
  readonly renames?: Architecture['renames']
  readonly passedOver?: readonly RegExp[]
  readonly hidden: Architecture['hidden']
}

/** What all decoders share: a reward from the last token without bias, and logits by a matrix of their own or by the embeddings. */
export function decoder(frame: DecoderFrame): Architecture {
  const { hiddenSize, vocabSize, padTokenId, embeddings, output, isTied, prefix, unprefixed, ...rest } = frame
  return {
    ...rest,
    kind: 'decoder',
    pooling: 'last',
    hiddenSize,
    vocabSize,
    padTokenId,
    reward: (m, hidden, inputs) => {
      const last = poolLast(m.g, hidden, textMarks(m.g, inputs, padTokenId))
      return m.g.reshape(linear(m, 'score', last, { from: hiddenSize, to: 1, bias: false }), ['texts'])
    },
    logits: (m, hidden) => {
      const tokens = hidden.shape[1]!
      const rows = m.g.reshape(hidden, [productOf(['texts', tokens]), hiddenSize])
      const matrix = m.weight(isTied ? embeddings : output, [vocabSize, hiddenSize])
      return m.g.reshape(m.g.gemm(rows, matrix, undefined, { transB: 1 }), ['texts', tokens, vocabSize])
    },
    renames: [[unprefixed, `${prefix}.$1`], ...(frame.renames ?? [])],
    heads: [/^score\./],
    // Tied models are sometimes saved with both; a reward model needs no output matrix.
    passedOver: [new RegExp(`^${output.replaceAll('.', '\\.')}$`), ...(frame.passedOver ?? [])],
  }
}

/** The embeddings of all tokens as rows, [texts · tokens, hidden]. */
export function embedTokens(
  m: ModelScope,
  name: string,
  { ids, vocabSize, hiddenSize }: { ids: Value; vocabSize: number; hiddenSize: number },
): Value {
  const embedded = m.g.gather(m.weight(name, [vocabSize, hiddenSize]), ids)
  return m.g.reshape(embedded, [productOf(['texts', 'tokens']), hiddenSize])
}
