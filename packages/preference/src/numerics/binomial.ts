import { betaCdf, betaQuantile } from './beta.ts'
import { normalQuantile } from './normal.ts'

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : betaCdf(1 - p, n - k, k + 1)
}

/** P(X ≥ k) for X ~ Binomial(n, p). */
export function binomialTail(k: number, n: number, p: number): number {
  return k <= 0 ? 1 : k > n ? 0 : betaCdf(p, k, n - k + 1)
}

/** The exact two-sided p of k successes in n tries of probability ½; 1 where nothing was tried. */
export function testHalf(k: number, n: number): number {
  const fewer = Math.min(k, n - k)
  return fewer * 2 === n ? 1 : Math.min(1, 2 * binomialCdf(fewer, n, 0.5))
}

export interface Interval {
  lower: number
  upper: number
}

/** Wilson's interval of a share: close to its level on average, for any n above 0. */
export function wilsonInterval(k: number, n: number, level = 0.95): Interval {
  const z = normalQuantile((1 + level) / 2)
  const middle = (k + z ** 2 / 2) / (n + z ** 2)
  const half = (z / (n + z ** 2)) * Math.sqrt((k * (n - k)) / n + z ** 2 / 4)
  return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) }
}

/** Clopper and Pearson's interval of a share: never below its level, wider than Wilson's. */
export function exactInterval(k: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  return {
    lower: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
    upper: k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k),
  }
}

/** The number of ways to choose k of n. */
export function chooseCount(n: number, k: number): number {
  if (k > n) return 0
  let ways = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) ways *= (n - i + 1) / i
  return ways
}
