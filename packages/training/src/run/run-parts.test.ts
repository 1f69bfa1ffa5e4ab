import { expect, test } from 'vitest'
import { aRanking } from '../testing/a-ranking.ts'
import { fingerprintOf } from './fingerprint.ts'
import { foldsOf, setAside } from './folds.ts'
import { MetricLog } from './metric-log.ts'
import { isPastBest, isTrialDone, planFrom, type Tuning } from './plan.ts'
import { listTexts, saysSomething } from './ranked-texts.ts'
import { shuffled } from './shuffled.ts'

const rows = (groups: number, each = 1) =>
  Array.from({ length: groups * each }, (_, at) => ({
    texts: [0, 1],
    ranks: [1, 2],
    weight: 1,
    group: `g${at % groups}`,
    prompt: at,
  }))
const tuning: Tuning = { choices: [1, 6], usual: { choice: 1, epochs: 6 }, mostEpochs: 16, patience: 2, isTried: true }

test('equal texts under one prompt are listed once', () => {
  const { texts, rankings } = listTexts([
    aRanking(['a', 'b']),
    aRanking(['b', 'c']),
    aRanking(['a', 'b'], { prompt: 'other' }),
  ])
  expect(texts).toHaveLength(5)
  expect(rankings.map(({ texts, prompt }) => [texts, prompt])).toEqual([
    [[0, 1], 0],
    [[1, 2], 0],
    [[3, 4], 1],
  ])
})

test('several rankings of the same completions count as one task', () => {
  const { rankings } = listTexts([
    aRanking(['a', 'b'], { annotator: 'ada' }),
    aRanking(['b', 'a'], { annotator: 'bo' }),
    aRanking(['a', 'c']),
  ])
  expect(rankings.map(({ weight }) => weight)).toEqual([0.5, 0.5, 1])
})

test('a ranking of ties alone says nothing', () => {
  expect(saysSomething({ ranks: [1, 1, 1] })).toBe(false)
  expect(saysSomething({ ranks: [1, 1, 2] })).toBe(true)
})

test('an order depends on seed and name alone', () => {
  const items = Array.from({ length: 50 }, (_, at) => at)
  expect(shuffled(items, 1, 'x')).toEqual(shuffled(items, 1, 'x'))
  expect(shuffled(items, 1, 'x')).not.toEqual(shuffled(items, 2, 'x'))
  expect(shuffled(items, 1, 'x')).not.toEqual(shuffled(items, 1, 'y'))
  expect([...shuffled(items, 1, 'x')].sort((a, b) => a - b)).toEqual(items)
})

test.each([
  [2, 1],
  [7, 3],
  [600, 4],
  [30, 100],
])('of %i groups with %i rankings no group is on both sides of a fold', (groups, each) => {
  const folds = foldsOf(rows(groups, each), 1)
  expect(folds.length).toBeGreaterThan(0)
  for (const { fit, validation } of folds) {
    const fitted = new Set(fit.map(({ group }) => group))
    expect(fit.length).toBeGreaterThan(0)
    expect(validation.length).toBeGreaterThan(0)
    expect(validation.some(({ group }) => fitted.has(group))).toBe(false)
  }
})

test('one group cannot be parted', () => {
  expect(foldsOf(rows(1, 10), 1)).toEqual([])
})

test('a tenth of the groups is set aside, and none where there are few of them or of rankings', () => {
  const { fit, validation } = setAside(rows(40, 10), 1)!
  expect([fit.length, validation.length]).toEqual([360, 40])
  expect(new Set([...fit, ...validation])).toHaveProperty('size', 400)
  expect([setAside(rows(7, 100), 1), setAside(rows(99), 1)]).toEqual([null, null])
})

test('a trial ends when its loss no longer falls, or after the most epochs', () => {
  expect(isTrialDone([0.7, 0.6], tuning)).toBe(false)
  expect(isTrialDone([0.7, 0.6, 0.61, 0.62], tuning)).toBe(true)
  expect(
    isTrialDone(
      Array.from({ length: tuning.mostEpochs }, (_, at) => 1 / (at + 1)),
      tuning,
    ),
  ).toBe(true)
  expect([isPastBest([0.5, 0.6], 2), isPastBest([0.5, 0.6, 0.5], 2)]).toEqual([false, true])
})

test('the plan has the lowest mean loss; of nearly equal ones it is the first choice and the earlier epoch', () => {
  const slow = [[0.69, 0.6, 0.6001]]
  expect(planFrom([...slow, [0.65, 0.5, 0.55]], 1, tuning)).toEqual({ choice: 6, epochs: 2 })
  expect(planFrom([...slow, [0.65, 0.5999, 0.7]], 1, tuning)).toEqual({ choice: 1, epochs: 2 })
  expect(planFrom([[0.6, 0.5, 0.5], [0.6, 0.7], [0.9], [0.9]], 2, tuning)).toEqual({ choice: 1, epochs: 1 })
})

test('a fingerprint changes with data, config and start, not with the order of settings', () => {
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1 } as const
  const data = [aRanking(['a', 'b'])]
  expect(fingerprintOf(data, { seed: 1, objective: 'pairwise', backbone: 'ngram' })).toBe(fingerprintOf(data, config))
  expect(fingerprintOf(data, { ...config, seed: 2 })).not.toBe(fingerprintOf(data, config))
  expect(fingerprintOf(data, config, 'other weights')).not.toBe(fingerprintOf(data, config))
  expect(fingerprintOf([aRanking(['a', 'c'])], config)).not.toBe(fingerprintOf(data, config))
})

test('curves have a point at each epoch end and at most forty more, their losses means since the last', () => {
  const points: { step: number; trainLoss: number; heldOutLoss: number | null }[] = []
  const log = new MetricLog({ epochs: 2, stepsPerEpoch: 100, onProgress: (point) => points.push(point) })
  for (let step = 1; step <= 200; step++) {
    log.addStep(step, step / 100, step <= 100 ? 1 : 0.5)
    if (step % 100 === 0) log.addEpoch(step, step / 100, { loss: 0.4, accuracy: 0.8 })
  }
  expect(points.length).toBeLessThanOrEqual(42)
  expect(points.filter(({ heldOutLoss }) => heldOutLoss !== null).map(({ step }) => step)).toEqual([100, 200])
  expect(points.at(-1)).toMatchObject({ step: 200, epoch: 2, trainLoss: 0.5, totalSteps: 200, etaSeconds: 0 })
})
