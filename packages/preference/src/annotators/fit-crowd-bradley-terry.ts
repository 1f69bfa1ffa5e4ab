import { lbfgs } from '../numerics/lbfgs.ts'
import { requireThat } from '../numerics/require-that.ts'
import { logit, sigmoid } from '../numerics/sigmoid.ts'
import { ghostPenalty } from '../worths/ghost-penalty.ts'

/** Votes of an annotator for one item over another; ties have no place in this model. */
export interface CrowdVote {
  annotator: number
  winner: number
  loser: number
  /** How many there are; 1 unless told. */
  count?: number
}

export interface CrowdInput {
  items: number
  annotators: number
  votes: readonly CrowdVote[]
  /** Weight of a win and a loss of each item against one of log-worth 0; above 0, so that an estimate exists. */
  lambda: number
}

/** Log-worths and reliabilities: η = 1 always follows the worths, ½ votes at random, below it against them. */
export interface CrowdPoint {
  logWorths: Float64Array
  reliabilities: Float64Array
}

export interface CrowdEstimate {
  /** With the virtual item at 0. */
  logWorths: number[]
  /** Null for an annotator without votes. */
  reliabilities: (number | null)[]
  /** Of each reliability, the worths taken as known; null where the votes do not tell. */
  reliabilityErrors: (number | null)[]
  penalisedLogLikelihood: number
  converged: boolean
}

/**
 * Crowd-BT (Chen, Bennett, Collins-Thompson and Horvitz, WSDM 2013): P(i over j by k) = η_k σ(s_i−s_j) + (1−η_k)
 * σ(s_j−s_i). Its mirror image (s → −s, η → 1−η) is as likely; the start at η = 0.8 takes the side of the majority.
 */
export function fitCrowdBradleyTerry(input: CrowdInput): CrowdEstimate {
  requireVotes(input)
  const { items, annotators } = input
  const trusting = new Float64Array(annotators).fill(0.8)
  const start = lbfgs((logWorths) => {
    const { value, worthSlopes } = crowdSlopes(input, { logWorths, reliabilities: trusting })
    return { value, gradient: worthSlopes }
  }, new Float64Array(items)).point
  // Reliabilities are moved as logits, which keeps them inside (0, 1).
  const best = lbfgs(
    (point) => {
      const reliabilities = point.subarray(items).map(sigmoid)
      const { value, worthSlopes, reliabilitySlopes } = crowdSlopes(input, {
        logWorths: point.subarray(0, items),
        reliabilities,
      })
      const gradient = new Float64Array(point.length)
      gradient.set(worthSlopes)
      for (const [k, eta] of reliabilities.entries()) gradient[items + k] = reliabilitySlopes[k]! * eta * (1 - eta)
      return { value, gradient }
    },
    Float64Array.from([...start, ...trusting.map(logit)]),
  )
  return estimateAt(input, best)
}

/** The penalised log-likelihood and its derivatives by worths and reliabilities. */
export function crowdSlopes(
  { votes, lambda }: CrowdInput,
  { logWorths, reliabilities }: CrowdPoint,
): { value: number; worthSlopes: Float64Array; reliabilitySlopes: Float64Array } {
  const worthSlopes = new Float64Array(logWorths.length)
  const reliabilitySlopes = new Float64Array(reliabilities.length)
  let value = 0
  for (const { annotator, winner, loser, count = 1 } of votes) {
    const eta = reliabilities[annotator]!
    const p = sigmoid(logWorths[winner]! - logWorths[loser]!)
    const likelihood = eta * p + (1 - eta) * (1 - p)
    const slope = (count * (2 * eta - 1) * p * (1 - p)) / likelihood
    value += count * Math.log(likelihood)
    worthSlopes[winner]! += slope
    worthSlopes[loser]! -= slope
    reliabilitySlopes[annotator]! += (count * (2 * p - 1)) / likelihood
  }
  for (const [item, s] of logWorths.entries()) {
    const penalty = ghostPenalty(s, lambda)
    value += penalty.value
    worthSlopes[item]! += penalty.slope
  }
  return { value, worthSlopes, reliabilitySlopes }
}

function estimateAt(
  { items, annotators, votes }: CrowdInput,
  { point, value, converged }: { point: Float64Array; value: number; converged: boolean },
): CrowdEstimate {
  const reliabilities = point.subarray(items).map(sigmoid)
  const information = new Float64Array(annotators)
  const voted = new Set<number>()
  for (const { annotator, winner, loser, count = 1 } of votes) {
    const p = sigmoid(point[winner]! - point[loser]!)
    const likelihood = reliabilities[annotator]! * p + (1 - reliabilities[annotator]!) * (1 - p)
    information[annotator]! += count * ((2 * p - 1) / likelihood) ** 2
    voted.add(annotator)
  }
  return {
    logWorths: [...point.subarray(0, items)],
    reliabilities: Array.from(reliabilities, (eta, annotator) => (voted.has(annotator) ? eta : null)),
    reliabilityErrors: Array.from(information, (known) => (known > 0 ? 1 / Math.sqrt(known) : null)),
    penalisedLogLikelihood: value,
    converged,
  }
}

function requireVotes({ items, annotators, votes, lambda }: CrowdInput): void {
  const within = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit
  requireThat(lambda > 0, 'The penalty must be above 0: without it worths may have no maximum.')
  for (const { annotator, winner, loser, count = 1 } of votes) {
    requireThat(within(annotator, annotators), `A vote names an annotator outside 0 to ${annotators - 1}.`)
    requireThat(within(winner, items) && within(loser, items), `A vote names an item outside 0 to ${items - 1}.`)
    requireThat(winner !== loser, `Item ${winner} is compared with itself.`)
    requireThat(count > 0 && Number.isFinite(count), 'The number of votes must be above 0.')
  }
}
