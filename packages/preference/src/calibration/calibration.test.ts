import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcg32 } from '../numerics/pcg32.ts'
import { accuracyInterval } from './accuracy-interval.ts'
import { areaUnderCurve } from './area-under-curve.ts'
import { compareByGroup } from './compare-by-group.ts'
import { compareModels, testMcNemar } from './compare-models.ts'
import { fitTemperature } from './fit-temperature.ts'
import { measureCalibration } from './measure-calibration.ts'
import { resampleAccuracy } from './resample-accuracy.ts'
import { scorePredictions } from './score-predictions.ts'

const predictions = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)), { minLength: 1 })
  .map((rows) => ({ p: rows.map(([p]) => p), y: rows.map(([, y]) => y) }))

describe('calibration', () => {
  test('bins hold every pair once, and the error lies between its mean and its largest part', () => {
    fc.assert(
      fc.property(
        predictions,
        fc.constantFrom('width', 'mass'),
        fc.constantFrom('event', 'confidence'),
        (all, by, form) => {
          const { bins, expectedError, largestError, rootMeanSquare } = measureCalibration(all, { by, form })
          expect(bins.reduce((sum, bin) => sum + (bin?.count ?? 0), 0)).toBe(all.p.length)
          expect(expectedError).toBeLessThanOrEqual(rootMeanSquare! + 1e-12)
          expect(rootMeanSquare).toBeLessThanOrEqual(largestError! + 1e-12)
        },
      ),
    )
  })

  test('confidence does not care which completion of a pair is named first', () => {
    fc.assert(
      fc.property(predictions, ({ p, y }) => {
        const turned = { p: p.map((value) => 1 - value), y: y.map((value) => 1 - value) }
        const [a, b] = [scorePredictions({ p, y }), scorePredictions(turned)]
        expect(b.brier).toBeCloseTo(a.brier!, 9)
        expect(b.accuracy).toBeCloseTo(a.accuracy!, 9)
      }),
    )
  })

  test('is undefined without pairs, and the log loss where the impossible happened', () => {
    expect(measureCalibration({ p: [], y: [] }).expectedError).toBeNull()
    expect(scorePredictions({ p: [], y: [] })).toEqual({ brier: null, logLoss: null, accuracy: null })
    expect(scorePredictions({ p: [0], y: [1] })).toEqual({ brier: 1, logLoss: null, accuracy: 0 })
  })

  test.each([
    ['a probability above 1', { p: [1.1], y: [1] }],
    ['a probability that is no number', { p: [Number.NaN], y: [1] }],
    ['an outcome of one half', { p: [0.5], y: [0.5] }],
    ['a missing outcome', { p: [0.5], y: [] }],
  ])('%s is refused', (_, bad) => {
    expect(() => measureCalibration(bad)).toThrow(AppError)
    expect(() => scorePredictions(bad)).toThrow(AppError)
  })
})

describe('temperature', () => {
  test('of logits that are three times too large is three', () => {
    const random = pcg32(1)
    const logits = Array.from({ length: 20_000 }, () => 6 * random() - 3)
    const y = logits.map((z) => (random() < 1 / (1 + Math.exp(-z)) ? 1 : 0))
    expect(
      fitTemperature(
        logits.map((z) => 3 * z),
        y,
      )!.temperature,
    ).toBeCloseTo(3, 0.5)
  })

  test('does not exist for a model that is always right, or no better than a coin', () => {
    expect(fitTemperature([1, -2], [1, 0])!.temperature).toBeNull()
    expect(fitTemperature([1, 1], [1, 0])!.temperature).toBeNull()
    expect(fitTemperature([], [])).toBeNull()
    expect(() => fitTemperature([Infinity], [1])).toThrow(AppError)
  })
})

describe('accuracy', () => {
  test('has a wider interval where pairs of a prompt go together', () => {
    const together = Array.from({ length: 60 }, (_, k) => Array(8).fill(k % 3 === 0 ? 0 : 1))
    const found = resampleAccuracy(together, { rounds: 500, random: pcg32(1) })!
    expect(found.clusterError / found.plainError).toBeCloseTo(Math.sqrt(8), 6)
    expect(found.upper - found.lower).toBeGreaterThan(3 * found.clusterError)
    expect(resampleAccuracy([[]], { rounds: 5, random: pcg32(1) })).toBeNull()
    expect(accuracyInterval(0, 0)).toBeNull()
  })

  test('of two models is compared on the pairs where they part', () => {
    expect(testMcNemar(0, 0)).toEqual({ p: 1, chiSquareCorrected: null })
    const found = compareModels([1, 1, 0, 1], [1, 0, 0, 1], { rounds: 100, random: pcg32(1) })!
    expect(found).toMatchObject({ difference: 0.25, onlyFirstRight: 1, onlySecondRight: 0, p: 1 })
    expect(compareModels([], [], { rounds: 1, random: pcg32(1) })).toBeNull()
    expect(() => compareModels([1], [], { rounds: 1, random: pcg32(1) })).toThrow(AppError)
  })

  test('by order: the area under the curve turns round with the scores', () => {
    fc.assert(
      fc.property(predictions, ({ p, y }) => {
        const area = areaUnderCurve(y, p)
        const turned = areaUnderCurve(
          y,
          p.map((value) => -value),
        )
        if (area === null) expect(turned).toBeNull()
        else expect(turned).toBeCloseTo(1 - area, 9)
      }),
    )
  })
})

describe('two models by group', () => {
  const settings = { rounds: 2_000, random: pcg32(1) }

  test('pairs of one group are one observation: ten alike say as little as one', () => {
    const one = compareByGroup([{ first: 10, second: 0, pairs: 10 }], settings)!
    expect(one).toMatchObject({ difference: 1, p: 1 })
    const apart = Array.from({ length: 10 }, () => ({ first: 1, second: 0, pairs: 1 }))
    const ten = compareByGroup(apart, settings)!
    // Of 2¹⁰ exchanges two are as far apart
    expect(ten.p).toBeLessThan(0.01)
    expect(ten.p).toBeGreaterThan(1e-4)
  })

  test('single pairs give the p of the exact test, and equal models a p of 1', () => {
    const groups = [
      ...Array(9).fill({ first: 1, second: 0, pairs: 1 }),
      ...Array(3).fill({ first: 0, second: 1, pairs: 1 }),
    ]
    const found = compareByGroup(groups, { rounds: 40_000, random: pcg32(2) })!
    expect(found.p).toBeCloseTo(testMcNemar(9, 3).p, 2)
    expect(found.difference).toBeCloseTo(0.5)
    expect(found.lower).toBeLessThan(0.5)
    expect(found.upper).toBeGreaterThan(0.5)
    expect(compareByGroup([{ first: 2, second: 2, pairs: 3 }], settings)).toMatchObject({ difference: 0, p: 1 })
  })

  test('nothing to compare gives nothing, and impossible numbers are refused', () => {
    expect(compareByGroup([], settings)).toBeNull()
    expect(compareByGroup([{ first: 0, second: 0, pairs: 0 }], settings)).toBeNull()
    expect(() => compareByGroup([{ first: 3, second: 0, pairs: 2 }], settings)).toThrow(AppError)
  })
})
