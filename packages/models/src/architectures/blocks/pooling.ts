import type { GraphBuilder, Value } from '@plackett/onnx'
import type { NamedValues } from '../../backbone.ts'

export const poolings = ['first', 'mean', 'last'] as const
export type Pooling = (typeof poolings)[number]

/** What is text, int64 [texts, tokens]. As transformers pools: whatever is not the padding's id, whatever the mask says. */
export function textMarks(
  g: GraphBuilder,
  { input_ids, attention_mask }: NamedValues,
  padTokenId: number | null,
): Value {
  return padTokenId === null ? attention_mask! : g.cast(g.not(g.equal(input_ids!, padTokenId)), 'int64')
}

/** The hidden state of token 0, [texts, hidden]. */
export function poolFirst(g: GraphBuilder, hidden: Value): Value {
  return g.gather(hidden, g.scalar(0, 'int64'), 1)
}

/** The mean over what is not padding, [texts, hidden]. */
export function poolMean(g: GraphBuilder, hidden: Value, attentionMask: Value): Value {
  const isText = g.unsqueeze(g.cast(attentionMask, 'float32'), [2]) // [texts, tokens, 1]
  return g.div(g.reduceSum(g.mul(hidden, isText), { axes: [1] }), g.reduceSum(isText, { axes: [1] }))
}

/** The hidden state of the rightmost marked token (1 in `marks`, int64 [texts, tokens]), [texts, hidden]; else of token 0. */
export function poolLast(g: GraphBuilder, hidden: Value, marks: Value): Value {
  const last = g.argMax(g.mul(g.range('tokens'), marks), 1) // [texts]
  const places = g.concat([g.unsqueeze(g.range('texts'), [1]), g.unsqueeze(last, [1])], 1)
  return g.gatherND(hidden, places)
}
