import { continuedFraction } from './continued-fraction.ts'
import { logGamma } from './log-gamma.ts'

/** P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta function I_x(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a)
  const logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return Math.exp(logFront) / (a * continuedFraction(1, (n) => ({ a: fractionTerm(n, x, a, b), b: 1 })))
}

/** The partial numerators of the even and odd steps (DLMF 8.17.22). */
function fractionTerm(n: number, x: number, a: number, b: number): number {
  const m = Math.floor(n / 2)
  return n % 2 === 0
    ? (m * (b - m) * x) / ((a + n - 1) * (a + n))
    : (-(a + m) * (a + b + m) * x) / ((a + n - 1) * (a + n))
}

/** The x with P(X ≤ x) = p for X ~ Beta(a, b). */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  let low = 0
  let high = 1
  // The distribution function is increasing; halving ends at neighbouring doubles after at most some 1,100 steps.
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (betaCdf(middle, a, b) < p) low = middle
    else high = middle
  }
}

/** The t with P(|T| ≤ t) = level for Student's t with these degrees of freedom: T²/(ν+T²) ~ Beta(1/2, ν/2). */
export function studentHalfWidth(level: number, degrees: number): number {
  const share = betaQuantile(1 - level, degrees / 2, 0.5)
  return Math.sqrt((degrees * (1 - share)) / share)
}
