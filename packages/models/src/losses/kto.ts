import type { GraphBuilder, Value } from '@plackett/onnx'

export interface KtoSettings {
  readonly beta: number
  readonly desirableWeight: number
  readonly undesirableWeight: number
}

export const ktoDefaults: KtoSettings = { beta: 0.1, desirableWeight: 1, undesirableWeight: 1 }

export interface KtoInputs {
  /** Log-probabilities of whole completions, [examples]. */
  readonly policy: Value
  readonly reference: Value
  /** The same of completions beside prompts that are not theirs, [mismatched]; no gradient flows through them. */
  readonly mismatchedPolicy: Value
  readonly mismatchedReference: Value
  /** Whether each completion is wanted, bool [examples]. */
  readonly isDesirable: Value
}

/**
 * KTO (Ethayarajh et al. 2024, eq. 8): the mean of λ_D (1 − σ(β (h − z))) over wanted and λ_U (1 − σ(β (z − h))) over unwanted
 * completions, h = log π/π_ref, z the mean h of mismatched pairs but at least 0.
 */
export function ktoLoss(g: GraphBuilder, inputs: KtoInputs, settings: KtoSettings): Value {
  const { beta, desirableWeight, undesirableWeight } = settings
  const drift = g.reduceMean(g.sub(inputs.mismatchedPolicy, inputs.mismatchedReference))
  const z = g.detach(g.max(drift, 0))
  const gain = g.mul(g.sub(g.sub(inputs.policy, inputs.reference), z), beta) // [examples]
  // 1 − σ(x) = σ(−x)
  const wanted = g.mul(g.sigmoid(g.neg(gain)), desirableWeight)
  const unwanted = g.mul(g.sigmoid(gain), undesirableWeight)
  return g.reduceMean(g.where(inputs.isDesirable, wanted, unwanted))
}
