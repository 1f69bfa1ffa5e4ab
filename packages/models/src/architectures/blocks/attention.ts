import { type GraphBuilder, productOf, type Value } from '@plackett/onnx'
import type { ModelScope } from '../model-scope.ts'

export interface HeadSizes {
  readonly heads: number
  /** Fewer than heads where several query heads share a key and value head. */
  readonly keyValueHeads: number
  readonly headSize: number
}

interface AttentionInputs {
  /** [texts, heads, tokens, headSize] */
  readonly query: Value
  /** [texts, keyValueHeads, tokens, headSize] each. */
  readonly key: Value
  readonly value: Value
  /** Added to the scores; broadcast to [texts, heads, tokens, keys], the keys being those of `ModelScope.keys`. */
  readonly bias: Value
  readonly scale: number
}

/** Rows [texts · tokens, heads · headSize] as [texts, heads, tokens, headSize]. */
export function splitHeads(g: GraphBuilder, rows: Value, heads: number, headSize: number): Value {
  return g.transpose(g.reshape(rows, ['texts', 'tokens', heads, headSize]), [0, 2, 1, 3])
}

/** [texts, heads, tokens, headSize] as rows [texts · tokens, heads · headSize]. */
export function joinHeads(g: GraphBuilder, x: Value, { heads, headSize }: HeadSizes): Value {
  return g.reshape(g.transpose(x, [0, 2, 1, 3]), [productOf(['texts', 'tokens']), heads * headSize])
}

/** softmax(scale · Q Kᵀ + bias) V, as rows. */
export function attention(
  m: ModelScope,
  sizes: HeadSizes,
  { query, key: newKey, value: newValue, bias, scale }: AttentionInputs,
): Value {
  const { g } = m
  const here = { key: newKey, value: newValue }
  const { key, value } = m.memory?.extend(here) ?? here
  const products = g.fusedMatMul(grouped(g, query, sizes), key, { alpha: scale, transB: 1 })
  const scores = g.reshape(products, ['texts', sizes.heads, 'tokens', m.keys])
  const weights = g.name(g.softmax(g.add(scores, bias)), 'attention_weights')
  const mixed = g.matMul(grouped(g, weights, sizes), value)
  return joinHeads(g, g.reshape(mixed, ['texts', sizes.heads, 'tokens', sizes.headSize]), sizes)
}

/**
 * The query heads that share a key head one below the other, [texts, keyValueHeads, n · tokens, …], so that nothing is
 * copied: head h belongs to key head ⌊h / n⌋.
 */
function grouped(g: GraphBuilder, x: Value, { heads, keyValueHeads }: HeadSizes): Value {
  const rows = productOf([heads / keyValueHeads, 'tokens'])
  return g.reshape(x, ['texts', keyValueHeads, rows, x.shape[3]!])
}
