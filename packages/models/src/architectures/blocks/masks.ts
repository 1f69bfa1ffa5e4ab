import type { GraphBuilder, Value } from '@plackett/onnx'
import type { ModelScope } from '../model-scope.ts'

/** Added to the score of a key that may not be seen: e^(−1e9) is 0, and unlike −∞ it never makes a NaN. */
const unseen = -1e9

/** What is added to attention scores so that padding is not seen, [texts, 1, 1, tokens]. */
export function paddingBias(g: GraphBuilder, attentionMask: Value): Value {
  const isText = g.equal(g.unsqueeze(attentionMask, [1, 2]), 1)
  return g.where(isText, g.scalar(0, 'float32'), g.scalar(unseen, 'float32'))
}

interface WindowSettings {
  /** Whether a token sees itself and what is before it, rather than both sides. */
  readonly isCausal: boolean
  /** How far a token sees: tokens less than this many places away; null for all. */
  readonly window: number | null
}

/** The same for which tokens see which others, and padding, [texts, 1, tokens, keys]. */
export function attentionBias(m: ModelScope, attentionMask: Value, { isCausal, window }: WindowSettings): Value {
  const { g } = m
  const ahead = g.sub(g.unsqueeze(g.range(m.keys), [0]), g.unsqueeze(m.columns(), [1])) // [query, key]: key − query
  const near = window === null ? [] : [g.less(g.abs(ahead), window)]
  const allowed = [
    g.equal(g.unsqueeze(attentionMask, [1, 2]), 1),
    ...(isCausal ? [g.lessOrEqual(ahead, 0)] : []),
    ...near,
  ]
  const all = allowed.reduce((left, right) => g.and(left, right))
  return g.where(all, g.scalar(0, 'float32'), g.scalar(unseen, 'float32'))
}
