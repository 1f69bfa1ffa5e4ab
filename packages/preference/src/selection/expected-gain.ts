import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { requireThat } from '../numerics/require-that.ts'
import { afterWin, type Belief } from './beliefs.ts'
import { binaryEntropy } from './binary-entropy.ts'

/** P(i beats j) = Φ((μ_i − μ_j)/√(1 + v_i + v_j)). */
export function winProbability(i: Belief, j: Belief): number {
  return normalCdf((i.mean - j.mean) / Math.sqrt(1 + i.variance + j.variance))
}

/**
 * What asking about a pair teaches, in nats (ASAP, Mikhailiuk et al. 2020): p_ij KL(after i ≻ j ‖ now) + p_ji KL(after
 * j ≻ i ‖ now). Their code leaves out the ½ and the −1 of the divergence, which changes no order, and takes
 * min(p, 1−p) for p_ij, which does; here both are as in the formula.
 */
export function expectedGain(i: Belief, j: Belief): number {
  requireThat(i.variance > 0 && j.variance > 0, 'The variance of a belief must be above 0.')
  const p = winProbability(i, j)
  const won = afterWin(i, j)
  const lost = afterWin(j, i)
  return (
    p * (divergence(won.winner, i) + divergence(won.loser, j)) +
    (1 - p) * (divergence(lost.loser, i) + divergence(lost.winner, j))
  )
}

/** KL of two normal distributions: ½ (ln v₂/v₁ + v₁/v₂ + (μ₁−μ₂)²/v₂ − 1). */
function divergence(after: Belief, now: Belief): number {
  const ratio = after.variance / now.variance
  return 0.5 * (ratio - 1 - Math.log(ratio) + (after.mean - now.mean) ** 2 / now.variance)
}

/**
 * The information between the answer and the scores, H(p_ij) − E H(Φ(x_i − x_j)), in nats: what the expected gain
 * approximates. By the trapezoid rule, which for so smooth an integrand is exact to rounding.
 */
export function mutualInformation(i: Belief, j: Belief): number {
  const mean = i.mean - j.mean
  const spread = Math.sqrt(i.variance + j.variance)
  const points = 400
  const reach = 9
  let expected = 0
  for (let k = -points; k <= points; k++) {
    const x = (k * reach) / points
    expected += normalDensity(x) * binaryEntropy(normalCdf(mean + spread * x))
  }
  return binaryEntropy(winProbability(i, j)) - (expected * reach) / points
}
