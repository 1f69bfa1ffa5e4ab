import { continuedFraction } from './continued-fraction.ts'
import { logGamma } from './log-gamma.ts'

/** The regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a), for a > 0 and x ≥ 0. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale / tailFraction(a, x)
}

/** P(χ² with these degrees of freedom > x). */
export function chiSquareTail(x: number, degrees: number): number {
  return upperGamma(degrees / 2, x / 2)
}

/** Σ_n xⁿ / (a (a+1) … (a+n)) */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** x + 1 − a − 1(1−a)/(x + 3 − a − 2(2−a)/(x + 5 − a − …)) */
function tailFraction(a: number, x: number): number {
  return continuedFraction(x + 1 - a, (n) => ({ a: -n * (n - a), b: x + 2 * n + 1 - a }))
}
