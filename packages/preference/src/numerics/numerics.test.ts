import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaCdf, betaQuantile, studentHalfWidth } from './beta.ts'
import { binomialCdf, binomialTail, chooseCount, exactInterval, testHalf, wilsonInterval } from './binomial.ts'
import { cholesky, choleskyInverse, choleskySolve } from './cholesky.ts'
import { pseudoInverse } from './covariance.ts'
import { drawBinomial, drawCounts } from './draw-counts.ts'
import { lbfgs } from './lbfgs.ts'
import { logGamma } from './log-gamma.ts'
import { normalCdf, normalHazard, normalQuantile } from './normal.ts'
import { pcg32, pcg32Bits } from './pcg32.ts'
import { percentile } from './percentile.ts'
import { sigmoid, softplus } from './sigmoid.ts'
import { chiSquareTail } from './upper-gamma.ts'

describe('the seeded generator', () => {
  test('gives the outputs of the published demonstration', () => {
    const next = pcg32Bits(42, 54)
    expect(Array.from({ length: 6 }, next)).toEqual([
      0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e,
    ])
  })

  test('uses all of a seed above 32 bits', () => {
    const next = pcg32Bits(2 ** 40 + 7, 3)
    expect(Array.from({ length: 4 }, next)).toEqual([76675741, 3301988133, 2284996480, 649867358])
  })

  test('fills [0, 1) evenly and refuses a seed that is no whole number', () => {
    const random = pcg32(3)
    const sample = Array.from({ length: 20_000 }, random)
    expect(Math.min(...sample)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...sample)).toBeLessThan(1)
    expect(sample.reduce((sum, x) => sum + x, 0) / 20_000).toBeCloseTo(0.5, 2)
    expect(() => pcg32(0.5)).toThrow()
    expect(() => pcg32(-1)).toThrow()
  })
})

describe('distributions', () => {
  test('the normal ones are right to the last digits, far into the tails', () => {
    expect(normalCdf(1.3)).toBeCloseTo(0.9031995154143897, 15)
    expect(normalCdf(-10) / 7.61985302416047e-24).toBeCloseTo(1, 12)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(1e-300)).toBeCloseTo(-37.0470962993612, 10)
    expect(normalHazard(-5.9999)).toBeCloseTo(6.158385003343049, 12)
    expect(normalHazard(-6.0001)).toBeCloseTo(6.158580205815683, 12)
    expect(normalHazard(-40)).toBeCloseTo(40.024968847210886, 11)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })

  test('quantiles undo their distribution functions', () => {
    const parameter = fc.double({ min: 0.5, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), parameter, parameter, (p, a, b) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12)
        expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9)
      }),
    )
  })

  test('the others have their known values', () => {
    expect(logGamma(100)).toBeCloseTo(359.1342053695754, 10)
    expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 13)
    expect(betaCdf(0.3, 1000, 2000)).toBeCloseTo(4.0738279160507626e-5, 15)
    expect(studentHalfWidth(0.95, 5)).toBeCloseTo(2.5705818356363146, 12)
    expect(chiSquareTail(3.84, 1)).toBeCloseTo(0.05004352124870519, 13)
    expect(chiSquareTail(30, 3)).toBeCloseTo(1.3800570312932553e-6, 15)
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1, 0, 1])
  })

  test('the binomial one sums its terms', () => {
    const terms = Array.from({ length: 13 }, (_, k) => chooseCount(12, k) * 0.3 ** k * 0.7 ** (12 - k))
    for (let k = 0; k <= 12; k++) {
      expect(binomialCdf(k, 12, 0.3)).toBeCloseTo(
        terms.slice(0, k + 1).reduce((sum, term) => sum + term, 0),
        12,
      )
    }
    expect(binomialCdf(-1, 12, 0.3)).toBe(0)
    expect(testHalf(0, 0)).toBe(1)
  })

  test('the exact interval contains Wilson’s centre, and none leaves [0, 1]', () => {
    const tries = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(tries, ([k, n]) => {
        for (const { lower, upper } of [wilsonInterval(k, n), exactInterval(k, n)]) {
          expect(lower).toBeGreaterThanOrEqual(0)
          expect(upper).toBeLessThanOrEqual(1)
          expect(lower).toBeLessThanOrEqual(k / n + 1e-12)
          expect(upper).toBeGreaterThanOrEqual(k / n - 1e-12)
        }
      }),
    )
  })
})

describe('sampling', () => {
  test('binomial numbers have the mean and variance that they should', () => {
    const random = pcg32(5)
    for (const [n, p] of [
      [7, 0.5],
      [1000, 0.02],
      [100_000, 0.7],
    ] as const) {
      const sample = Array.from({ length: 4000 }, () => drawBinomial(n, p, random))
      const mean = sample.reduce((sum, k) => sum + k, 0) / 4000
      const variance = sample.reduce((sum, k) => sum + (k - mean) ** 2, 0) / 4000
      expect(Math.abs(mean - n * p)).toBeLessThan(4 * Math.sqrt((n * p * (1 - p)) / 4000))
      expect(variance / (n * p * (1 - p))).toBeCloseTo(1, 0)
    }
  })

  test('all draws are given out, none to a weight of 0', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }).filter((list) => list.some(Boolean))
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 500 }), fc.nat(), (list, draws, seed) => {
        const counts = drawCounts(list, draws, pcg32(seed))
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(draws)
        for (const [k, weight] of list.entries()) if (weight === 0) expect(counts[k]).toBe(0)
      }),
    )
  })

  test('percentiles lie between order statistics', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(percentile([7], 0.9)).toBe(7)
  })
})

describe('linear algebra and maximisers', () => {
  test('Cholesky solves, inverts, and refuses what is not positive definite', () => {
    const factor = cholesky(Float64Array.of(4, 2, 2, 3), 2)!
    const [x, y] = choleskySolve(factor, Float64Array.of(8, 7))
    expect(x).toBeCloseTo(1.25, 12)
    expect(y).toBeCloseTo(1.5, 12)
    const inverse = choleskyInverse(factor, 2)
    for (const [k, value] of [0.375, -0.25, -0.25, 0.5].entries()) expect(inverse[k]).toBeCloseTo(value, 12)
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
  })

  test('the pseudo-inverse of a path of three is known', () => {
    const path = Float64Array.of(1, -1, 0, -1, 2, -1, 0, -1, 1)
    const inverse = pseudoInverse(path, 3, new Float64Array(3).fill(Math.sqrt(1 / 3)))!
    expect(inverse[0]).toBeCloseTo(5 / 9, 12)
    expect(inverse[4]).toBeCloseTo(2 / 9, 12)
    expect(pseudoInverse(new Float64Array(4), 2)).toBeNull()
  })

  test('L-BFGS climbs a curved ridge', () => {
    // Rosenbrock's valley turned round: its top is at (1, 1).
    const { point, converged } = lbfgs(
      (p) => {
        const [x, y] = [p[0]!, p[1]!]
        const gradient = Float64Array.of(2 * (1 - x) + 400 * x * (y - x ** 2), -200 * (y - x ** 2))
        return { value: -((1 - x) ** 2) - 100 * (y - x ** 2) ** 2, gradient }
      },
      Float64Array.of(-1.2, 1),
    )
    expect(converged).toBe(true)
    expect(point[0]).toBeCloseTo(1, 7)
    expect(point[1]).toBeCloseTo(1, 7)
  })

  test('L-BFGS says so where there is no top', () => {
    expect(lbfgs((p) => ({ value: p[0]!, gradient: Float64Array.of(1) }), Float64Array.of(0)).converged).toBe(false)
  })

  test('σ and softplus neither overflow nor lose small numbers', () => {
    expect([sigmoid(-1000), sigmoid(1000), softplus(1000)]).toEqual([0, 1, 1000])
    expect(softplus(-40) / Math.exp(-40)).toBeCloseTo(1, 12)
  })
})

test('the upper tail of a binomial is what the lower one leaves', () => {
  for (let k = 1; k <= 12; k++) expect(binomialTail(k, 12, 0.3)).toBeCloseTo(1 - binomialCdf(k - 1, 12, 0.3), 10)
  expect([binomialTail(0, 12, 0.3), binomialTail(13, 12, 0.3)]).toEqual([1, 0])
})
