import type { GraphBuilder, Value } from '@plackett/onnx'

/** −Σ p log p of the next token at each position, in nats, [texts, tokens], from logits [texts, tokens, vocabulary]. */
export function entropies(g: GraphBuilder, logits: Value): Value {
  const log = g.logSoftmax(logits, -1)
  return g.neg(g.reduceSum(g.mul(g.exp(log), log), { axes: [-1] }))
}
