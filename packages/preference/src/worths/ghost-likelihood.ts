import type { Likelihood, Term } from '../numerics/likelihood.ts'
import { sigmoid, softplus } from '../numerics/sigmoid.ts'

/**
 * Half a win and half a loss of every item against a ghost of log-worth 0, as PlackettLuce regularises: it joins all
 * items into one group, so that a finite maximum exists whatever the data are.
 */
export function ghostLikelihood(items: number): Likelihood {
  return {
    dimension: items,
    forEachTerm(point, visit) {
      const coordinates = new Int32Array(1)
      const term: Term = { value: 0, coordinates, gradient: new Float64Array(1), information: new Float64Array(1) }
      for (let item = 0; item < items; item++) {
        const s = point[item]!
        coordinates[0] = item
        term.value = -(softplus(s) + softplus(-s)) / 2
        term.gradient[0] = 0.5 - sigmoid(s)
        term.information[0] = sigmoid(s) * sigmoid(-s)
        visit(term, 1, 1)
      }
    },
  }
}
