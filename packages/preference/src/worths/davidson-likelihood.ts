import type { Likelihood, Term } from '../numerics/likelihood.ts'
import type { GameTable } from './game.ts'

/** Win, loss and tie of Davidson's model for items of these log-worths. */
export function davidsonProbabilities(first: number, second: number, lnNu: number): [number, number, number] {
  const logits = [first, second, lnNu + (first + second) / 2]
  const top = Math.max(...logits)
  const [win, loss, tie] = logits.map((logit) => Math.exp(logit - top)) as [number, number, number]
  const total = win + loss + tie
  return [win / total, loss / total, tie / total]
}

/**
 * Davidson (1970): P(i) : P(j) : P(tie) = π_i : π_j : ν √(π_i π_j), in logits one softmax of (s_i, s_j, ln ν + mean).
 * The point holds the items' log-worths, then ln ν.
 */
export function davidsonLikelihood({ items, games }: GameTable): Likelihood {
  return {
    dimension: items + 1,
    forEachTerm(point, visit) {
      const coordinates = new Int32Array([0, 0, items])
      const term: Term = { value: 0, coordinates, gradient: new Float64Array(3), information: new Float64Array(9) }
      for (const { first, second, wins, losses, ties } of games) {
        coordinates[0] = first
        coordinates[1] = second
        const p = davidsonProbabilities(point[first]!, point[second]!, point[items]!)
        const mean = expectation(p)
        setInformation(term, p, mean)
        for (const [option, count] of [wins, losses, ties].entries()) {
          if (count === 0) continue
          term.value = Math.log(p[option]!)
          for (let k = 0; k < 3; k++) term.gradient[k] = features[option]![k]! - mean[k]!
          visit(term, count, count)
        }
      }
    },
  }
}

/** Derivatives of the three logits by (s_i, s_j, ln ν). */
const features = [
  [1, 0, 0],
  [0, 1, 0],
  [0.5, 0.5, 1],
] as const

function expectation(p: readonly number[]): number[] {
  return [0, 1, 2].map((k) => features.reduce((sum, row, option) => sum + p[option]! * row[k]!, 0))
}

/** The covariance of the features under the model. */
function setInformation({ information }: Term, p: readonly number[], mean: readonly number[]): void {
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      const second = features.reduce((sum, row, option) => sum + p[option]! * row[a]! * row[b]!, 0)
      information[a * 3 + b] = second - mean[a]! * mean[b]!
    }
  }
}
