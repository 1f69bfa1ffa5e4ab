import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcg32 } from '../numerics/pcg32.ts'
import { arenaProbabilities } from './arena-sampling.ts'
import { bestSet, largestSums, summedGains } from './choose-completions.ts'
import { ensembleDisagreement } from './ensemble-disagreement.ts'
import { estimateFromSample } from './estimate-from-sample.ts'
import { expectedGain, mutualInformation } from './expected-gain.ts'
import { learnBeliefs } from './learn-beliefs.ts'
import { mixWithRandom } from './mix-with-random.ts'
import { selectPairs } from './select-pairs.ts'

const belief = fc.record({
  mean: fc.double({ min: -4, max: 4, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 2, noNaN: true }),
})

describe('what a comparison teaches', () => {
  test('is not negative, is the same from both sides, and near the mutual information', () => {
    fc.assert(
      fc.property(belief, belief, (i, j) => {
        const gain = expectedGain(i, j)
        expect(gain).toBeGreaterThanOrEqual(0)
        expect(expectedGain(j, i)).toBeCloseTo(gain, 10)
        // Forgetting how the two scores move together costs information; never more than there is.
        expect(gain).toBeLessThanOrEqual(mutualInformation(i, j) + 1e-9)
      }),
    )
  })

  test('stays finite where an upset is next to impossible', () => {
    expect(expectedGain({ mean: 60, variance: 0.1 }, { mean: -60, variance: 0.1 })).toBeGreaterThanOrEqual(0)
  })
})

describe('pairs to ask about', () => {
  test('connect all items, with or without looking at each', () => {
    fc.assert(
      fc.property(fc.array(belief, { minLength: 1, maxLength: 12 }), fc.option(fc.nat()), (beliefs, seed) => {
        const pairs = selectPairs(beliefs, seed === null ? undefined : pcg32(seed))
        expect(pairs.length).toBe(beliefs.length - 1)
        const reached = new Set([0])
        for (const _ of beliefs) {
          for (const [i, j] of pairs) {
            if (reached.has(i) || reached.has(j)) reached.add(i).add(j)
          }
        }
        expect(reached.size).toBe(beliefs.length)
      }),
    )
  })

  test('follow what games have shown', () => {
    const beliefs = learnBeliefs({ items: 3, games: Array(20).fill([0, 2]), priorVariance: 1 })
    expect(beliefs[0]!.mean).toBeGreaterThan(1)
    expect(beliefs[0]!.variance).toBeLessThan(beliefs[1]!.variance)
    expect(() => learnBeliefs({ items: 2, games: [[0, 2]], priorVariance: 1 })).toThrow(AppError)
  })

  test('are drawn in proportion to what a vote takes off the error; nothing is known of pairs never asked', () => {
    const p = arenaProbabilities([
      { variance: 1, count: 10 },
      { variance: 1, count: 100 },
    ])!
    expect(p[0]! + p[1]!).toBeCloseTo(1, 12)
    expect(p[0]).toBeGreaterThan(p[1]!)
    expect(arenaProbabilities([{ variance: 1, count: 0 }])).toBeNull()
    expect(arenaProbabilities([{ variance: 0, count: 3 }])).toBeNull()
    expect(() => arenaProbabilities([{ variance: -1, count: 3 }])).toThrow(AppError)
  })
})

describe('an ensemble', () => {
  test('that is at odds is worth asking about, one that is torn is not', () => {
    const atOdds = ensembleDisagreement([
      [8, -8],
      [-8, 8],
    ])[0]!
    const torn = ensembleDisagreement([
      [0, 0],
      [0, 0],
    ])[0]!
    expect(atOdds.bald).toBeCloseTo(Math.LN2, 3)
    expect(torn.bald).toBe(0)
    expect(torn.evenness).toBe(1)
    expect(() => ensembleDisagreement([[1, 2], [1]])).toThrow(AppError)
  })

  test('picks the completions that are worth most together', () => {
    const gains = [
      { i: 0, j: 1, gain: 5 },
      { i: 2, j: 3, gain: 4 },
      { i: 2, j: 4, gain: 4 },
      { i: 3, j: 4, gain: 4 },
    ]
    expect(bestSet(5, gains, 3)).toEqual([2, 3, 4])
    expect(largestSums(summedGains(5, gains), 3)).toEqual([2, 3, 4])
    expect(bestSet(5, gains, 2)).toEqual([0, 1])
    expect(() => bestSet(5, gains, 6)).toThrow(AppError)
    expect(() => bestSet(60, gains, 9)).toThrow(AppError)
  })
})

describe('a sample of tasks', () => {
  test('keeps a random share', () => {
    expect(mixWithRandom([0, 0], 0.1)).toEqual([0.5, 0.5])
    expect(mixWithRandom([3, 1], 0)).toEqual([0.75, 0.25])
    expect(() => mixWithRandom([1], 2)).toThrow(AppError)
    expect(() => mixWithRandom([-1, 1], 0.1)).toThrow(AppError)
  })

  test('drawn unevenly still estimates the mean of all', () => {
    const random = pcg32(1)
    const tasks = Array.from({ length: 20_000 }, () => {
      const hard = random() < 0.3
      return { outcome: hard ? 0 : 1, probability: hard ? 0.6 : 0.1 }
    })
    const sample = tasks.filter(({ probability }) => random() < probability)
    const found = estimateFromSample(sample, tasks.length)!
    expect(found.hajek).toBeCloseTo(0.7, 1)
    expect(Math.abs(found.hajek - 0.7)).toBeLessThan(4 * found.hajekError)
    expect(found.horvitzThompson).toBeCloseTo(0.7, 1)
    expect(found.effectiveSize).toBeLessThan(sample.length)
    expect(estimateFromSample([], 5)).toBeNull()
    expect(() => estimateFromSample([{ outcome: 1, probability: 0 }], 5)).toThrow(AppError)
  })
})
