import type { Likelihood, Term } from '../numerics/likelihood.ts'

/** The penalty −½ Σ λ_k x_k², as one term a coordinate that has one. */
export function ridgeLikelihood(lambda: readonly number[]): Likelihood {
  return {
    dimension: lambda.length,
    forEachTerm(point, visit) {
      const coordinates = new Int32Array(1)
      const term: Term = { value: 0, coordinates, gradient: new Float64Array(1), information: new Float64Array(1) }
      for (const [k, weight] of lambda.entries()) {
        if (weight === 0) continue
        coordinates[0] = k
        term.value = -0.5 * weight * point[k]! ** 2
        term.gradient[0] = -weight * point[k]!
        term.information[0] = weight
        visit(term, 1, 1)
      }
    },
  }
}
