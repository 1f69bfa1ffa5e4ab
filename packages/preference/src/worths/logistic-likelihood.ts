import type { Likelihood, Term } from '../numerics/likelihood.ts'
import { requireThat } from '../numerics/require-that.ts'
import { sigmoid, softplus } from '../numerics/sigmoid.ts'
import type { GameTable } from './game.ts'

/** Equal comparisons of two items: the same first, second, outcome and covariates. */
export interface Outcome {
  first: number
  second: number
  /** 1 if the first was preferred, 0 if the second, 1/2 for a tie. */
  outcome: number
  /** How many there are. */
  count: number
  /** How much they weigh together; the count, unless games are reweighted. */
  weight: number
  /** Covariates x of the comparison, whose coefficients follow the worths in the point. */
  features?: readonly number[]
}

/** Rows of games by outcome. With a floor every game weighs 1/max(games of its pair, floor), as leaderboards do. */
export function gameOutcomes({ games }: GameTable, reweightFloor?: number): Outcome[] {
  requireThat(reweightFloor === undefined || reweightFloor > 0, 'The floor of the reweighting must be above 0.')
  const pairKey = (a: number, b: number) => `${Math.min(a, b)} ${Math.max(a, b)}`
  const played = new Map<string, number>()
  for (const { first, second, wins, losses, ties } of games) {
    const key = pairKey(first, second)
    played.set(key, (played.get(key) ?? 0) + wins + losses + ties)
  }
  return games.flatMap(({ first, second, wins, losses, ties }) => {
    const each = reweightFloor === undefined ? 1 : 1 / Math.max(played.get(pairKey(first, second))!, reweightFloor)
    const row = (outcome: number, count: number) => ({ first, second, outcome, count, weight: count * each })
    return [row(1, wins), row(0, losses), row(0.5, ties)].filter(({ count }) => count > 0)
  })
}

/**
 * Bradley–Terry with covariates: Σ w (y ln p + (1−y) ln(1−p)), p = σ(s_first − s_second + x·β); ties are half wins.
 * The point holds the items' log-worths, then β.
 */
export function logisticLikelihood(items: number, rows: readonly Outcome[], covariates = 0): Likelihood {
  const size = 2 + covariates
  return {
    dimension: items + covariates,
    forEachTerm(point, visit) {
      const coordinates = Int32Array.from({ length: size }, (_, k) => items + k - 2)
      const design = new Float64Array(size)
      const term: Term = {
        value: 0,
        coordinates,
        gradient: new Float64Array(size),
        information: new Float64Array(size * size),
      }
      design[0] = 1
      design[1] = -1
      for (const { first, second, outcome, count, weight, features } of rows) {
        coordinates[0] = first
        coordinates[1] = second
        for (let k = 0; k < covariates; k++) design[2 + k] = features![k]!
        setTerm(term, point, design, outcome)
        visit(term, weight, count)
      }
    },
  }
}

/** The value and derivatives of y z − ln(1+eᶻ) at z = point·design. */
function setTerm(term: Term, point: Float64Array, design: Float64Array, outcome: number): void {
  let logit = 0
  for (let k = 0; k < design.length; k++) logit += point[term.coordinates[k]!]! * design[k]!
  const p = sigmoid(logit)
  const curvature = p * sigmoid(-logit)
  term.value = outcome * logit - softplus(logit)
  for (let a = 0; a < design.length; a++) {
    term.gradient[a] = (outcome - p) * design[a]!
    for (let b = 0; b < design.length; b++)
      term.information[a * design.length + b] = curvature * design[a]! * design[b]!
  }
}
