import type { GraphBuilder, Value } from '@plackett/onnx'

interface Grouped {
  /** [terms] */
  readonly terms: Value
  /** The group of each term, int64 [terms]. */
  readonly groups: Value
  /** Anything of shape [groups]. */
  readonly like: Value
}

/** log Σ e^x over the terms of each group, [groups]. The largest of each is taken out first, so that no e^x overflows. */
export function logSumExpOfGroups(g: GraphBuilder, { terms, groups, like }: Grouped): Value {
  const lowest = g.fill(like.shape, -3e38, terms.type)
  const largest = g.detach(g.scatterElements(lowest, groups, terms, { axis: 0, reduction: 'max' }))
  const shifted = g.exp(g.sub(terms, g.gather(largest, groups)))
  const zeros = g.fill(like.shape, 0, terms.type)
  return g.add(g.log(g.scatterElements(zeros, groups, shifted, { axis: 0, reduction: 'add' })), largest)
}
