import type { GraphBuilder, Value } from '@plackett/onnx'

/** Added to a standard deviation, so that a group of equal rewards has advantages of 0; as TRL. */
const floor = 1e-4

/** By what differences are divided: nothing, the deviation of their own group, or of the whole batch. */
export type AdvantageScale = 'none' | 'group' | 'batch'

/** GRPO's advantages: rewards [groups, size] less their group's mean, by the standard deviation (n − 1) + 1e−4. */
export function groupAdvantages(g: GraphBuilder, rewards: Value, scale: AdvantageScale): Value {
  const centred = g.sub(rewards, g.reduceMean(rewards, { axes: [1], keepsAxes: true }))
  if (scale === 'none') return centred
  return g.div(centred, g.add(deviation(g, rewards, scale === 'group' ? [1] : [0, 1]), floor))
}

export interface RlooAdvantageSettings {
  /** The weight of the KL to the reference, which is part of the reward. */
  readonly beta: number
  /** Whether the advantages of the batch are brought to mean 0 and deviation 1. */
  readonly normalize: boolean
}

/** RLOO's: r = reward − β · KL (Σ k1 of a completion), less the mean r of the others of its group; [groups, size]. */
export function rlooAdvantages(
  g: GraphBuilder,
  { rewards, kl }: { rewards: Value; kl: Value },
  { beta, normalize }: RlooAdvantageSettings,
): Value {
  const size = g.cast(g.dimension(rewards.shape[1]!), rewards.type)
  const r = g.sub(rewards, g.mul(kl, beta))
  // r − mean of the others = (r − mean of all) · size / (size − 1)
  const centred = g.sub(r, g.reduceMean(r, { axes: [1], keepsAxes: true }))
  const advantages = g.mul(centred, g.div(size, g.sub(size, 1)))
  if (!normalize) return advantages
  const mean = g.reduceMean(advantages, { axes: [0, 1], keepsAxes: true })
  return g.div(g.sub(advantages, mean), g.add(deviation(g, advantages, [0, 1]), floor))
}

/** √(Σ (x − mean)² / (n − 1)) over the axes, which stay with length 1. */
function deviation(g: GraphBuilder, x: Value, axes: readonly number[]): Value {
  const off = g.sub(x, g.reduceMean(x, { axes, keepsAxes: true }))
  const lengths = axes.map((axis) => g.cast(g.dimension(x.shape[axis]!), x.type)) // [1] each
  const count = lengths.reduce((product, length) => g.mul(product, length))
  const variance = g.div(g.reduceSum(g.mul(off, off), { axes, keepsAxes: true }), g.sub(count, 1))
  return g.sqrt(variance)
}
