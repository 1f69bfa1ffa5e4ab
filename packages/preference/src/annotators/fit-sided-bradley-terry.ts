import { lbfgs } from '../numerics/lbfgs.ts'
import { requireThat } from '../numerics/require-that.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { ghostPenalty } from '../worths/ghost-penalty.ts'

/** One choice between two items that were shown side by side. */
export interface SidedChoice {
  annotator: number
  left: number
  right: number
  leftChosen: boolean
}

export interface SidedInput {
  items: number
  annotators: number
  choices: readonly SidedChoice[]
  /** Weight of a win and a loss of each item against one of log-worth 0; above 0. */
  lambda: number
}

/** Log-worths; and per annotator γ and q, in logits: choices made on merit, and the left side's share of the others. */
export interface SidedPoint {
  logWorths: Float64Array
  merits: Float64Array
  pulls: Float64Array
}

export interface SidedEstimate {
  logWorths: number[]
  annotators: {
    /** σ(γ): the share of choices made on merit. */
    merit: number
    /** σ(q): how often the left is chosen otherwise; says nothing where `merit` is all but 1. */
    left: number
  }[]
  penalisedLogLikelihood: number
  converged: boolean
}

/**
 * Who favours a side: P(left) = σ(γ_k) σ(s_l − s_r) + (1 − σ(γ_k)) σ(q_k), the model of crowd-kit's NoisyBradleyTerry
 * and factorBT (Bugakova et al. 2019), with derivatives that belong to it.
 */
export function fitSidedBradleyTerry(input: SidedInput): SidedEstimate {
  requireChoices(input)
  const { items, annotators } = input
  const start = new Float64Array(items + 2 * annotators).fill(1, items, items + annotators)
  const parts = (point: Float64Array): SidedPoint => ({
    logWorths: point.subarray(0, items),
    merits: point.subarray(items, items + annotators),
    pulls: point.subarray(items + annotators),
  })
  const best = lbfgs(
    (point) => {
      const { value, slopes } = sidedSlopes(input, parts(point))
      return { value, gradient: Float64Array.from([...slopes.logWorths, ...slopes.merits, ...slopes.pulls]) }
    },
    start,
    1e-7,
  )
  const { logWorths, merits, pulls } = parts(best.point)
  return {
    logWorths: [...logWorths],
    annotators: Array.from(merits, (gamma, k) => ({ merit: sigmoid(gamma), left: sigmoid(pulls[k]!) })),
    penalisedLogLikelihood: best.value,
    converged: best.converged,
  }
}

/** The penalised log-likelihood and its derivatives. */
export function sidedSlopes(
  { choices, lambda }: SidedInput,
  { logWorths, merits, pulls }: SidedPoint,
): { value: number; slopes: SidedPoint } {
  const slopes = {
    logWorths: new Float64Array(logWorths.length),
    merits: new Float64Array(merits.length),
    pulls: new Float64Array(pulls.length),
  }
  let value = 0
  for (const { annotator, left, right, leftChosen } of choices) {
    const sign = leftChosen ? 1 : -1
    const weight = sigmoid(merits[annotator]!)
    const byMerit = sigmoid(sign * (logWorths[left]! - logWorths[right]!))
    const bySide = sigmoid(sign * pulls[annotator]!)
    const likelihood = weight * byMerit + (1 - weight) * bySide
    const worthSlope = (weight * sign * byMerit * (1 - byMerit)) / likelihood
    value += Math.log(likelihood)
    slopes.logWorths[left]! += worthSlope
    slopes.logWorths[right]! -= worthSlope
    slopes.merits[annotator]! += (weight * (1 - weight) * (byMerit - bySide)) / likelihood
    slopes.pulls[annotator]! += ((1 - weight) * sign * bySide * (1 - bySide)) / likelihood
  }
  for (const [item, s] of logWorths.entries()) {
    const penalty = ghostPenalty(s, lambda)
    value += penalty.value
    slopes.logWorths[item]! += penalty.slope
  }
  return { value, slopes }
}

function requireChoices({ items, annotators, choices, lambda }: SidedInput): void {
  const within = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit
  requireThat(lambda > 0, 'The penalty must be above 0: without it worths may have no maximum.')
  for (const { annotator, left, right } of choices) {
    requireThat(within(annotator, annotators), `A choice names an annotator outside 0 to ${annotators - 1}.`)
    requireThat(within(left, items) && within(right, items), `A choice names an item outside 0 to ${items - 1}.`)
    requireThat(left !== right, `Item ${left} is compared with itself.`)
  }
}
