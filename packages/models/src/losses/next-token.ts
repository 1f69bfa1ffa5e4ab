import type { GraphBuilder, Value } from '@plackett/onnx'

/** log p(token t + 1 | what precedes), [texts, tokens − 1], from logits [texts, tokens, vocabulary] and ids [texts, tokens]. */
export function nextTokenLogProbabilities(g: GraphBuilder, logits: Value, ids: Value): Value {
  const before = g.slice(logits, 1, 0, -1) // [texts, tokens − 1, vocabulary]
  const next = g.unsqueeze(g.slice(ids, 1, 1), [2])
  const chosen = g.gatherElements(before, next, 2)
  return g.reshape(g.sub(chosen, g.reduceLogSumExp(before, { axes: [2], keepsAxes: true })), before.shape.slice(0, 2))
}

/** The label of a token that is not to be predicted, as in torch and transformers. */
const ignored = -100

/**
 * −Σ log p(label) / items over the labels other than −100, each predicted from the position before it; so a label at
 * position 0 never counts. `items`, [], is the number of such labels in the whole step, or 1 where there is none.
 */
export function nextTokenLoss(
  g: GraphBuilder,
  { logits, labels, items }: { logits: Value; labels: Value; items: Value },
): Value {
  const counts = g.not(g.equal(labels, ignored)) // [texts, tokens]
  const known = g.where(counts, labels, 0)
  const each = nextTokenLogProbabilities(g, logits, known)
  const wanted = g.cast(g.slice(counts, 1, 1), logits.type)
  return g.neg(g.div(g.reduceSum(g.mul(each, wanted)), items))
}

/** log p of whole completions, [texts]: the sum over the tokens that the mask (1 or 0, int64 [texts, tokens]) marks. */
export function completionLogProbabilities(
  g: GraphBuilder,
  { each, completionMask }: { each: Value; completionMask: Value },
): Value {
  return g.reduceSum(g.mul(each, maskOfNext(g, completionMask, each)), { axes: [1] })
}

/** The mask of the tokens that are predicted, [texts, tokens − 1], in the type of `like`. */
export function maskOfNext(g: GraphBuilder, completionMask: Value, like: Value): Value {
  return g.cast(g.slice(completionMask, 1, 1), like.type)
}
