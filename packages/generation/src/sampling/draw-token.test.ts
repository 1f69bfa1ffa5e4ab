import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawToken } from './draw-token.ts'
import { likeliest, logSumExp } from './log-probabilities.ts'
import { type SamplingSettings, samplingSettings } from './sampling-settings.ts'

const nothing = { prompt: [], written: [] }
/** Probabilities .5, .25, .125, .125 of the ids 2, 0, 3, 1. */
const logits = Float32Array.from([Math.log(0.25), Math.log(0.125), Math.log(0.5), Math.log(0.125)])

function draw(uniform: number, settings: Partial<SamplingSettings> = {}, history = nothing as never): number {
  return drawToken(logits, samplingSettings.parse(settings), { history, uniform: () => uniform })
}

/** How often each id is drawn at a thousand even steps. */
function shares(settings: Partial<SamplingSettings>): number[] {
  const counts = [0, 0, 0, 0]
  for (let step = 0; step < 1000; step++) counts[draw((step + 0.5) / 1000, settings)]! += 1
  return counts.map((count) => Math.round(count / 10) / 100)
}

test('tokens are drawn by their probabilities', () => {
  expect(shares({})).toEqual([0.25, 0.13, 0.5, 0.13])
})

test('temperature 0 takes the likeliest and draws nothing', () => {
  const uniform = () => {
    throw new Error('drawn')
  }
  expect(drawToken(logits, samplingSettings.parse({ temperature: 0 }), { history: nothing, uniform })).toBe(2)
})

test('temperature ½ squares the probabilities', () => {
  const squares = [1 / 16, 1 / 64, 1 / 4, 1 / 64].map((square) => square / (11 / 32))
  for (const [id, share] of shares({ temperature: 0.5 }).entries())
    expect(Math.abs(share - squares[id]!)).toBeLessThan(0.01)
})

test('top-k keeps the k likeliest, the lower id of equal ones', () => {
  expect(shares({ topK: 2 })).toEqual([0.33, 0, 0.67, 0])
  expect(shares({ topK: 3 })[3]).toBe(0)
  expect(shares({ topK: 3 })[1]).toBeGreaterThan(0)
})

test('top-p keeps the likeliest until they have the probability', () => {
  expect(shares({ topP: 0.49 })).toEqual([0, 0, 1, 0])
  expect(shares({ topP: 0.51 })).toEqual([0.33, 0, 0.67, 0])
  expect(shares({ topP: 1e-9 })).toEqual([0, 0, 1, 0])
})

test('min-p keeps what is at least that share as likely as the likeliest', () => {
  expect(shares({ minP: 0.49 })).toEqual([0.33, 0, 0.67, 0])
  expect(shares({ minP: 1 })).toEqual([0, 0, 1, 0])
})

test('the repetition penalty divides positive scores and multiplies negative ones, of prompt and text alike', () => {
  const scores = Float32Array.from([2, 1, -1])
  const settings = samplingSettings.parse({ temperature: 0, repetitionPenalty: 4 })
  const pick = (history: { prompt: number[]; written: number[] }) =>
    drawToken(scores, settings, { history, uniform: () => 0 })
  expect(pick({ prompt: [], written: [] })).toBe(0)
  expect(pick({ prompt: [0], written: [] })).toBe(1)
  expect(pick({ prompt: [0], written: [1, 1, 2] })).toBe(0)
})

test('presence counts once and frequency each time, of the text alone', () => {
  const scores = Float32Array.from([1, 0.5])
  const pick = (settings: Partial<SamplingSettings>, history: { prompt: number[]; written: number[] }) =>
    drawToken(scores, samplingSettings.parse({ temperature: 0, ...settings }), { history, uniform: () => 0 })
  expect(pick({ presencePenalty: 1 }, { prompt: [0, 0], written: [] })).toBe(0)
  expect(pick({ presencePenalty: 1 }, { prompt: [], written: [0] })).toBe(1)
  expect(pick({ frequencyPenalty: 0.3 }, { prompt: [], written: [0] })).toBe(0)
  expect(pick({ frequencyPenalty: 0.3 }, { prompt: [], written: [0, 0] })).toBe(1)
})

test('scores that are no numbers are refused rather than drawn from', () => {
  const settings = samplingSettings.parse({})
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const draw = () => drawToken(Float32Array.from([0, bad, 1]), settings, { history: nothing, uniform: () => 0.5 })
    expect(draw).toThrow(RangeError)
  }
})

test('whatever the settings, what is drawn is allowed by each filter', () => {
  const settings = fc.record({
    temperature: fc.double({ min: 0.1, max: 5, noNaN: true }),
    topK: fc.nat(6),
    topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
    minP: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const scores = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(scores, settings, fc.double({ min: 0, max: 0.999999, noNaN: true }), (values, given, uniform) => {
      const drawn = drawToken(Float32Array.from(values), samplingSettings.parse(given), {
        history: nothing,
        uniform: () => uniform,
      })
      const better = values.filter((value) => value > values[drawn]!)
      if (given.topK > 0) expect(better.length).toBeLessThan(given.topK)
      const ratio = Math.exp((values[drawn]! - Math.max(...values)) / given.temperature)
      if (better.length > 0) expect(ratio).toBeGreaterThanOrEqual(given.minP * 0.999_999)
    }),
  )
})

test('the likeliest come in order, and log-probabilities sum to 1', () => {
  expect(likeliest(logits, 3)).toEqual([2, 0, 1])
  const normal = logSumExp(logits)
  expect(logits.reduce((sum, score) => sum + Math.exp(score - normal), 0)).toBeCloseTo(1, 6)
})
