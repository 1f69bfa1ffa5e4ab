import type { GraphBuilder, Value } from '@plackett/onnx'
import type { RewardObjective } from './objective.ts'
import { type OutcomeInputs, outcomeLoss, tieObjective } from './ties.ts'

/**
 * Davidson (1970, J. Am. Stat. Assoc. 65, 317–328): the first wins, loses or ties as softmax(s₁, s₂, log ν + (s₁ + s₂)/2).
 * −Σ w log P; `logNu` is [] or [1].
 */
export function davidsonLoss(g: GraphBuilder, inputs: OutcomeInputs, logNu: Value): Value {
  const half = g.mul(g.sub(inputs.first, inputs.second), 0.5)
  // Rewards less their mean, as softmax sees differences only
  const [win, lose, tie] = [half, g.neg(half), g.expand(logNu, half.shape)]
  const all = g.concat(
    [win, lose, tie].map((score) => g.unsqueeze(score, [1])),
    1,
  ) // [comparisons, 3]
  const total = g.reduceLogSumExp(all, { axes: [1] })
  return outcomeLoss(g, inputs, { win: g.sub(win, total), lose: g.sub(lose, total), tie: g.sub(tie, total) })
}

/** Davidson over all pairs of each ranking, with ν learned from 1 on: at equal rewards a third of pairs then tie. */
export function davidsonObjective(): RewardObjective {
  return tieObjective({ name: 'davidson', parameter: 'log_nu', start: 0, loss: davidsonLoss })
}
