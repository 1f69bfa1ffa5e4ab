import { cholesky, choleskySolve } from './cholesky.ts'
import { type Expansion, expand, type Likelihood } from './likelihood.ts'

export interface Maximum extends Expansion {
  point: Float64Array
  /** False where the steps did not come to rest: the maximum is at infinity, or nowhere. */
  converged: boolean
}

export interface MaximiseOptions {
  start: Float64Array
  /** A direction along which the likelihood does not change, of length 1; the point moves only across it. */
  flat?: Float64Array | undefined
}

/**
 * Newton's method for a concave log-likelihood, with halved steps where a full one would lose ground. It stops when a
 * step moves no coordinate by more than 1e-12 of its size: the gradient alone would also vanish on the way to infinity.
 */
export function maximise(likelihood: Likelihood, { start, flat }: MaximiseOptions): Maximum {
  let point = start
  let here = expand(likelihood, point)
  for (let round = 0; round < 200; round++) {
    const step = newtonStep(here, flat)
    if (step === null) break
    const next = advance(likelihood, { ...here, point }, step)
    if (next === null) break
    const converged = next.point.every((x, k) => Math.abs(x - point[k]!) <= 1e-12 * Math.max(1, Math.abs(x)))
    point = next.point
    here = next
    if (converged) return { ...here, point, converged: true }
  }
  return { ...here, point, converged: false }
}

/** (I + c u uᵀ)⁻¹ g; null where the information is singular in more than the flat direction. */
function newtonStep({ gradient, information }: Expansion, flat: Float64Array | undefined): Float64Array | null {
  const factor = cholesky(flat ? filled(information, flat) : information, gradient.length)
  return factor && choleskySolve(factor, gradient)
}

/** The information with its flat direction u given the curvature of the others: I + c u uᵀ, c the mean of the diagonal. */
export function filled(information: Float64Array, flat: Float64Array): Float64Array {
  const n = flat.length
  const scale = flatScale(information, n)
  return information.map((entry, at) => entry + scale * flat[Math.floor(at / n)]! * flat[at % n]!)
}

/** The curvature that `filled` gives to the flat direction. */
export function flatScale(information: Float64Array, n: number): number {
  let trace = 0
  for (let k = 0; k < n; k++) trace += information[k * n + k]!
  return trace > 0 ? trace / n : 1
}

/** The first of x+d, x+d/2, x+d/4, … that does not lose more than rounding; null where none gains. */
function advance(
  likelihood: Likelihood,
  from: Expansion & { point: Float64Array },
  step: Float64Array,
): (Expansion & { point: Float64Array }) | null {
  for (let share = 1; share > 1e-10; share /= 2) {
    const point = from.point.map((x, k) => x + share * step[k]!)
    const there = expand(likelihood, point)
    if (there.value >= from.value - 1e-12 * Math.abs(from.value)) return { ...there, point }
  }
  return null
}
