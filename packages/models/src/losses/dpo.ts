import type { GraphBuilder, Value } from '@plackett/onnx'

export interface DpoSettings {
  /** How far the policy may move from the reference: smaller is farther. */
  readonly beta: number
  /** The probability ε with which a preference is taken to be the other way round. */
  readonly labelSmoothing: number
  readonly form: 'sigmoid' | 'robust' | 'ipo'
}

export const dpoDefaults: DpoSettings = { beta: 0.1, labelSmoothing: 0, form: 'sigmoid' }

/** Log-probabilities of whole completions, [pairs] each; for IPO as its authors' code has it, means over tokens. */
export interface DpoInputs {
  readonly chosen: Value
  readonly rejected: Value
  readonly referenceChosen: Value
  readonly referenceRejected: Value
}

/**
 * The mean over pairs, with d = log π/π_ref of the chosen − the same of the rejected, of
 * sigmoid: (1 − ε) −log σ(β d) + ε −log σ(−β d) (Rafailov et al. 2023, eq. 7, with label smoothing as conservative DPO);
 * robust: ((1 − ε) −log σ(β d) − ε −log σ(−β d)) / (1 − 2 ε) (Chowdhury, Kini and Natarajan 2024, eq. 10);
 * ipo: (d − 1 / 2β)² (Azar et al. 2023, eq. 17).
 */
export function dpoLoss(g: GraphBuilder, inputs: DpoInputs, { beta, labelSmoothing, form }: DpoSettings): Value {
  const better = g.sub(inputs.chosen, inputs.referenceChosen)
  const d = g.sub(better, g.sub(inputs.rejected, inputs.referenceRejected)) // [pairs]
  if (form === 'ipo') {
    const off = g.sub(d, 1 / (2 * beta))
    return g.reduceMean(g.mul(off, off))
  }
  const scaled = g.mul(d, beta)
  const kept = g.softplus(g.neg(scaled)) // −log σ(β d)
  if (labelSmoothing === 0) return g.reduceMean(kept)
  const flipped = g.softplus(scaled)
  const share = form === 'robust' ? -labelSmoothing : labelSmoothing
  const both = g.add(g.mul(kept, 1 - labelSmoothing), g.mul(flipped, share))
  return g.reduceMean(form === 'robust' ? g.div(both, 1 - 2 * labelSmoothing) : both)
}
