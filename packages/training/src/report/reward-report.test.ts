import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateRewardModel } from '../evaluate-reward-model.ts'
import { aRanking } from '../testing/a-ranking.ts'
import { bootstrapShare } from './bootstrap-share.ts'
import { humanCeiling } from './human-ceiling.ts'
import { correlation, momentsOf } from './moments.ts'
import { rewardReport } from './reward-report.ts'
import { pairLogLoss, tallyPairs } from './tally-pairs.ts'

test('pairs are right by order, and by half where rewards are equal or missing', () => {
  expect(tallyPairs([1, 2, 3], [3, 2, 1])).toMatchObject({ pairs: 3, right: 3 })
  expect(tallyPairs([1, 2], [1, 1])).toMatchObject({ pairs: 1, right: 0.5 })
  expect(tallyPairs([1, 2], [null, 1])).toEqual({ pairs: 1, right: 0.5, logLoss: null })
  expect(tallyPairs([1, 1], [2, 1])).toEqual({ pairs: 0, right: 0, logLoss: null })
})

test('the log loss of a pair is −ln σ of the difference, at any size', () => {
  expect(pairLogLoss(0)).toBeCloseTo(Math.LN2)
  expect(pairLogLoss(2)).toBeCloseTo(-Math.log(1 / (1 + Math.exp(-2))))
  expect(pairLogLoss(-1_000)).toBe(1_000)
  expect(pairLogLoss(1_000)).toBe(0)
})

test('the interval of a share covers it, and is narrower with more groups', async () => {
  const units = (count: number) => Array.from({ length: count }, (_, at) => ({ right: at % 4 === 0 ? 0 : 1, pairs: 1 }))
  const few = (await bootstrapShare(units(20)))!
  const many = (await bootstrapShare(units(2_000)))!
  expect(few.low).toBeLessThan(0.75)
  expect(few.high).toBeGreaterThan(0.75)
  // ±1.96 √(p (1 − p) / n)
  expect(many.high - many.low).toBeCloseTo(2 * 1.96 * Math.sqrt((0.75 * 0.25) / 2_000), 2)
  expect(await bootstrapShare(units(20))).toEqual(few)
})

test('pairs of one group are one observation', async () => {
  expect(await bootstrapShare([{ right: 70, pairs: 100 }])).toEqual({ value: 0.7, low: 0, high: 1, n: 100 })
  expect(await bootstrapShare([])).toBeNull()
  expect(await bootstrapShare([{ right: 0, pairs: 0 }])).toBeNull()
})

test('the human ceiling is how often two annotators of the same completions agree', async () => {
  const ranked = (annotator: string, ranks: number[]) => aRanking(['a', 'b', 'c'], { annotator, ranks })
  expect((await humanCeiling([ranked('ada', [1, 2, 3]), ranked('bo', [1, 3, 2])]))?.value).toBeCloseTo(2 / 3)
  expect(await humanCeiling([ranked('ada', [1, 2, 3]), ranked('ada', [3, 2, 1])])).toBeNull()
  expect(await humanCeiling([ranked('ada', [1, 2, 3]), aRanking(['a', 'b', 'c'])])).toBeNull()
  expect((await humanCeiling([ranked('ada', [1, 1, 2]), ranked('bo', [2, 1, 3])]))?.n).toBe(2)
})

test('the order in which completions are listed does not matter to agreement', async () => {
  const one = aRanking(['a', 'b'], { annotator: 'ada' })
  const other = aRanking(['b', 'a'], { annotator: 'bo', ranks: [2, 1] })
  expect(await humanCeiling([one, other])).toMatchObject({ value: 1, n: 1 })
})

test('correlation is 1 or −1 on a line and unknown where nothing varies', () => {
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1)
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1)
  expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull()
  expect(correlation([], [])).toBeNull()
  expect(momentsOf([])).toEqual({ mean: 0, deviation: 0 })
})

test('a report counts pairs, prompts and rankings, and each text once', async () => {
  const records = [
    aRanking(['long answer', 'short', 'x'], { ranks: [1, 2, 2] }),
    aRanking(['short', 'long answer'], { prompt: 'other' }),
    aRanking(['long answer', 'x'], { ranks: [1, 1] }),
  ]
  const report = await rewardReport(records, [
    [2, 1, 0],
    [2, 1],
    [2, 0],
  ])
  expect(report).toMatchObject({ pairs: 3, prompts: 2, rankings: 3, humanCeiling: null })
  expect(report.accuracy).toMatchObject({ value: 1, n: 3 })
  expect(report.lengthBaseline?.value).toBeCloseTo(2 / 3)
  expect(report.rewardMean).toBeCloseTo((2 + 1 + 0 + 2 + 1) / 5)
  expect(report.logLoss).toBeCloseTo((pairLogLoss(1) / 2 + pairLogLoss(2) / 2 + pairLogLoss(1)) / 2)
})

test('rankings without a strict pair give a report that claims nothing', async () => {
  const report = await rewardReport([aRanking(['a', 'b'], { ranks: [1, 1] })], [[0, 0]])
  expect(report).toMatchObject({ accuracy: null, lengthBaseline: null, logLoss: null, pairs: 0 })
})

test('lengths are counted in characters, not in units of UTF-16', async () => {
  const report = await rewardReport([aRanking(['abc', '😀😀'])], [[1, 0]])
  expect(report.lengthBaseline?.value).toBe(1)
})

test('mirrored rewards have the mirrored accuracy', async () => {
  const anyRewards = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 9,
  })
  await fc.assert(
    fc.asyncProperty(anyRewards, async (rewards) => {
      const records = rewards.map((_, at) => aRanking(['a', 'b', 'c'], { prompt: String(at) }))
      const mirrored = rewards.map((row) => row.map((reward) => -reward))
      const [one, other] = [await rewardReport(records, rewards), await rewardReport(records, mirrored)]
      expect(one.accuracy!.value + other.accuracy!.value).toBeCloseTo(1)
    }),
    { numRuns: 20 },
  )
})

test('evaluation asks for each different text once', async () => {
  const asked: string[] = []
  const scorer = {
    score: async (items: readonly { completion: string }[]) => {
      asked.push(...items.map(({ completion }) => completion))
      return items.map(({ completion }) => ({ reward: completion.length }))
    },
  }
  const report = await evaluateRewardModel(scorer, [aRanking(['long', 'abc']), aRanking(['abc', 'x'])])
  expect(asked).toEqual(['long', 'abc', 'x'])
  expect(report.accuracy?.value).toBe(1)
})
