import type { GraphBuilder, Value } from '@plackett/onnx'
import type { RewardObjective } from './objective.ts'
import { type OutcomeInputs, outcomeLoss, tieObjective } from './ties.ts'

/**
 * Rao and Kupper (1967, J. Am. Stat. Assoc. 62, 194–204): P(first wins) = σ(s₁ − s₂ − log θ), P(tie) = (θ² − 1) P(first
 * wins) P(second wins). −Σ w log P; `logTheta`, above 0, is [] or [1].
 */
export function raoKupperLoss(g: GraphBuilder, inputs: OutcomeInputs, logTheta: Value): Value {
  const difference = g.sub(inputs.first, inputs.second)
  const logSigmoid = (x: Value) => g.neg(g.softplus(g.neg(x)))
  const win = logSigmoid(g.sub(difference, logTheta))
  const lose = logSigmoid(g.sub(g.neg(difference), logTheta))
  // log(θ² − 1) = log tanh log θ + log(θ² + 1): no digit is lost for θ near 1
  const factor = g.add(g.log(g.tanh(logTheta)), g.softplus(g.mul(logTheta, 2)))
  return outcomeLoss(g, inputs, { win, lose, tie: g.add(g.add(win, lose), factor) })
}

/** Rao–Kupper over all pairs of each ranking, with log θ = softplus of a learned number, so that it stays above 0. */
export function raoKupperObjective(): RewardObjective {
  const loss = (g: GraphBuilder, inputs: OutcomeInputs, raw: Value) => raoKupperLoss(g, inputs, g.softplus(raw))
  return tieObjective({ name: 'rao-kupper', parameter: 'raw_log_theta', start: 0, loss })
}
