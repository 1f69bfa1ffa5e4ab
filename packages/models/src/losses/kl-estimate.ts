import type { GraphBuilder, Value } from '@plackett/onnx'

export type KlForm = 'k1' | 'k2' | 'k3'

/**
 * Estimates of KL(π ‖ π_ref) from samples of π, for each token (Schulman 2020, "Approximating KL Divergence"), with
 * d = log π − log π_ref: k1 = d, unbiased; k2 = ½ d²; k3 = e^−d − 1 + d, unbiased and never below 0.
 */
export function klEstimate(g: GraphBuilder, policy: Value, reference: Value, form: KlForm): Value {
  const d = g.sub(policy, reference)
  if (form === 'k1') return d
  if (form === 'k2') return g.mul(g.mul(d, d), 0.5)
  return g.add(g.sub(g.exp(g.neg(d)), 1), d)
}
