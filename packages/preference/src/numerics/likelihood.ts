import type { SquareMatrix } from './cholesky.ts'

/** What one kind of observation adds to a log-likelihood, in the few coordinates that it depends on. */
export interface Term {
  value: number
  /** The coordinates of the point that the term depends on; each once. */
  coordinates: readonly number[] | Int32Array
  /** First derivatives by those coordinates. */
  gradient: Float64Array
  /** Minus the second derivatives, k × k. */
  information: Float64Array
}

/** A term and how often it was seen: `weight` multiplies it, `count` is the number of independent observations in it. */
type TermVisitor = (term: Term, weight: number, count: number) => void

/** A log-likelihood as a sum of terms. A visited term's arrays are reused, so a visitor must not keep them. */
export interface Likelihood {
  dimension: number
  forEachTerm(point: Float64Array, visit: TermVisitor): void
}

export interface Expansion {
  value: number
  gradient: Float64Array
  information: SquareMatrix
}

/** The log-likelihood at a point, its gradient, and minus its Hessian. */
export function expand(likelihood: Likelihood, point: Float64Array): Expansion {
  const n = likelihood.dimension
  const gradient = new Float64Array(n)
  const information = new Float64Array(n * n)
  let value = 0
  likelihood.forEachTerm(point, (term, weight) => {
    value += weight * term.value
    addScaled(gradient, term, weight)
    addOuter(information, n, term, (a, b, k) => weight * term.information[a * k + b]!)
  })
  return { value, gradient, information }
}

/** The middle of the sandwich, Σ (w g)(w g)ᵀ / c over the terms: the spread of the scores as they were seen. */
export function scoreProducts(likelihood: Likelihood, point: Float64Array): SquareMatrix {
  const n = likelihood.dimension
  const products = new Float64Array(n * n)
  likelihood.forEachTerm(point, (term, weight, count) => {
    const scale = weight ** 2 / count
    addOuter(products, n, term, (a, b) => scale * term.gradient[a]! * term.gradient[b]!)
  })
  return products
}

/** The terms of several log-likelihoods about one point, one after the other. */
export function joined(...parts: readonly Likelihood[]): Likelihood {
  return {
    dimension: Math.max(...parts.map((part) => part.dimension)),
    forEachTerm(point, visit) {
      for (const part of parts) part.forEachTerm(point, visit)
    },
  }
}

function addScaled(total: Float64Array, { coordinates, gradient }: Term, weight: number): void {
  for (let a = 0; a < coordinates.length; a++) total[coordinates[a]!]! += weight * gradient[a]!
}

function addOuter(
  total: SquareMatrix,
  n: number,
  { coordinates }: Term,
  entry: (a: number, b: number, k: number) => number,
): void {
  const k = coordinates.length
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) total[coordinates[a]! * n + coordinates[b]!]! += entry(a, b, k)
  }
}
