import type { GraphBuilder, Value } from '@plackett/onnx'

export interface OrpoInputs {
  /** The next-token loss of the chosen completions, []. */
  readonly chosenLoss: Value
  /** Mean log-probabilities of a token, below 0, [pairs] each. */
  readonly chosen: Value
  readonly rejected: Value
}

/** ORPO (Hong, Lee and Thorne 2024, eq. 6 and 7): the chosen's loss − β mean log σ(log odds of chosen − log odds of rejected). */
export function orpoLoss(g: GraphBuilder, { chosenLoss, chosen, rejected }: OrpoInputs, beta: number): Value {
  const difference = g.sub(logOdds(g, chosen), logOdds(g, rejected))
  return g.add(chosenLoss, g.mul(g.reduceMean(g.softplus(g.neg(difference))), beta))
}

/** log p − log(1 − p) from x = log p; 1 − e^x = 2t / (1 + t) with t = tanh(−x / 2), so that no digit is lost for p near 1. */
function logOdds(g: GraphBuilder, x: Value): Value {
  const t = g.tanh(g.mul(x, -0.5))
  return g.sub(x, g.log(g.div(g.mul(t, 2), g.add(t, 1))))
}
