import { continuedFraction } from './continued-fraction.ts'
import { upperGamma } from './upper-gamma.ts'

/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)
}

/** P(X ≤ x) of the standard normal distribution, with full relative precision in both tails. */
export function normalCdf(x: number): number {
  const tail = upperGamma(0.5, 0.5 * x * x) / 2
  return x < 0 ? tail : 1 - tail
}

/** φ(x)/Φ(x), the mean of a standard normal variable's excess over −x; stays exact where Φ(x) underflows. */
export function normalHazard(x: number): number {
  if (x > -6) return normalDensity(x) / normalCdf(x)
  // Mills' ratio Φ(x)/φ(x) = 1/(t + 1/(t + 2/(t + 3/(t + …)))) with t = −x
  return continuedFraction(-x, (n) => ({ a: n, b: -x }))
}

/** The x with P(X ≤ x) = p, for p in (0, 1); infinite at its ends. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  if (p > 0.5) return -normalQuantile(1 - p)
  let x = roughQuantile(p)
  // Halley's steps on Φ(x) − p: each triples the digits of a start that has three.
  for (let step = 0; step < 4; step++) {
    const error = (normalCdf(x) - p) / normalDensity(x)
    x -= error / (1 + (x * error) / 2)
  }
  return x
}

/** Abramowitz and Stegun 26.2.23, for p ≤ 1/2: within 4.5e-4. */
function roughQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return above / below - t
}
