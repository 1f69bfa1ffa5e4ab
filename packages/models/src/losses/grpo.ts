import type { GraphBuilder, Value } from '@plackett/onnx'
import { type ClipSettings, clippedRatio } from './clipped-ratio.ts'
import { klEstimate } from './kl-estimate.ts'
import { maskedMean } from './masked-mean.ts'

export interface GrpoSettings {
  readonly clip: ClipSettings
  /** The weight of the KL term; 0 for none. */
  readonly beta: number
  /** Whether the KL term is multiplied by the ratio, which corrects it for samples of an older policy, as TRL does. */
  readonly klTimesRatio: boolean
  /**
   * How tokens are averaged. grpo: within a completion, then over completions. bnpo: over all tokens. dr_grpo: their sum by
   * completions times the longest allowed. dapo: their sum by the tokens of the whole round.
   */
  readonly form: 'grpo' | 'bnpo' | { readonly drGrpo: number } | 'dapo'
}

export const grpoDefaults: GrpoSettings = {
  clip: { low: 0.2, high: 0.2 },
  beta: 0.04,
  klTimesRatio: true,
  form: 'grpo',
}

export interface GrpoInputs {
  /** [texts, tokens] each. */
  readonly logProbabilities: Value
  /** Those of the policy that sampled. */
  readonly old: Value
  readonly reference: Value
  readonly mask: Value
  /** One for each completion, [texts, 1]. */
  readonly advantages: Value
  /** For dapo: the tokens of the round, []. */
  readonly items?: Value | undefined
}

/**
 * GRPO (Shao et al. 2024, eq. 3): −min(ρ A, clip(ρ) A) + β k3 for each token. The ways to average are those of GRPO,
 * BNPO (Xiao et al. 2025), Dr. GRPO (Liu et al. 2025) and DAPO (Yu et al. 2025, from which the two clips also come).
 */
export function grpoLoss(g: GraphBuilder, inputs: GrpoInputs, settings: GrpoSettings): Value {
  const { logProbabilities, mask } = inputs
  const ratio = g.exp(g.sub(logProbabilities, inputs.old))
  const policy = clippedRatio(g, { ratio, advantages: inputs.advantages }, settings.clip)
  const each =
    settings.beta === 0 ? policy : g.add(policy, g.mul(klTerm(g, { ...inputs, ratio }, settings), settings.beta))
  return averaged(g, each, mask, { form: settings.form, items: inputs.items })
}

/** The KL to the reference for each token, as it stands in the loss. */
export function klTerm(
  g: GraphBuilder,
  { logProbabilities, reference, ratio }: Pick<GrpoInputs, 'logProbabilities' | 'reference'> & { ratio: Value },
  { klTimesRatio }: GrpoSettings,
): Value {
  const kl = klEstimate(g, logProbabilities, reference, 'k3')
  return klTimesRatio ? g.mul(kl, ratio) : kl
}

function averaged(
  g: GraphBuilder,
  each: Value,
  mask: Value,
  { form, items }: { form: GrpoSettings['form']; items: Value | undefined },
): Value {
  if (form === 'bnpo') return maskedMean(g, each, mask)
  const sums = g.reduceSum(g.mul(each, mask), { axes: [1] }) // [texts]
  if (form === 'grpo') return g.reduceMean(g.div(sums, g.max(g.reduceSum(mask, { axes: [1] }), 1)))
  if (form === 'dapo') return g.div(g.reduceSum(sums), items!)
  return g.div(g.reduceMean(sums), form.drGrpo)
}
