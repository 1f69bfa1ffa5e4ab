import type { Likelihood, Term } from '../numerics/likelihood.ts'
import { sigmoid, softplus } from '../numerics/sigmoid.ts'
import type { GameTable } from './game.ts'

/** Win, loss and tie of Rao and Kupper's model for items of these log-worths. */
export function raoKupperProbabilities(first: number, second: number, lnTheta: number): [number, number, number] {
  const win = sigmoid(first - second - lnTheta)
  const loss = sigmoid(second - first - lnTheta)
  return [win, loss, Math.expm1(2 * lnTheta) * win * loss]
}

/**
 * Rao and Kupper (1967): P(i) = π_i/(π_i + θ π_j), θ ≥ 1, and the rest is ties: (θ²−1) P(i) P(j).
 * The point holds the items' log-worths, then ln θ, outside whose range (0, ∞) the value is −∞.
 */
export function raoKupperLikelihood({ items, games }: GameTable): Likelihood {
  return {
    dimension: items + 1,
    forEachTerm(point, visit) {
      const coordinates = new Int32Array([0, 0, items])
      const term: Term = { value: 0, coordinates, gradient: new Float64Array(3), information: new Float64Array(9) }
      for (const { first, second, wins, losses, ties } of games) {
        coordinates[0] = first
        coordinates[1] = second
        const outcomes: [sides: Side[], count: number, tied: boolean][] = [
          [[forFirst], wins, false],
          [[forSecond], losses, false],
          [[forFirst, forSecond], ties, true],
        ]
        for (const [sides, count, tied] of outcomes) {
          if (count === 0) continue
          term.value = 0
          term.gradient.fill(0)
          term.information.fill(0)
          for (const side of sides) addSide(term, point, side)
          if (tied) addTie(term, point[items]!)
          visit(term, count, count)
        }
      }
    },
  }
}

/** The coefficients of (s_i, s_j, ln θ) in one of the two logits. */
type Side = readonly [number, number, number]
const forFirst: Side = [1, -1, -1]
const forSecond: Side = [-1, 1, -1]

/** ln σ(z) */
function addSide(term: Term, point: Float64Array, side: Side): void {
  const z = side.reduce((sum, sign, k) => sum + sign * point[term.coordinates[k]!]!, 0)
  const curvature = sigmoid(z) * sigmoid(-z)
  term.value -= softplus(-z)
  for (let a = 0; a < 3; a++) {
    term.gradient[a]! += sigmoid(-z) * side[a]!
    for (let b = 0; b < 3; b++) term.information[a * 3 + b]! += curvature * side[a]! * side[b]!
  }
}

/** ln(θ² − 1) */
function addTie(term: Term, lnTheta: number): void {
  const excess = Math.expm1(2 * lnTheta)
  term.value += lnTheta > 0 ? Math.log(excess) : -Infinity
  term.gradient[2]! += 2 + 2 / excess
  term.information[8]! += (4 / excess) * (1 + 1 / excess)
}
