import type { RankingRecord } from '@plackett/contracts'
import { RandomStream } from '@plackett/models'
import { expect, test } from 'vitest'
import { aRanking } from '../testing/a-ranking.ts'
import { bootstrapShare, linearShare } from './bootstrap-share.ts'
import { rewardReport } from './reward-report.ts'
import { lengthLabels } from './slices.ts'

async function evaluationOf(
  records: RankingRecord[],
  rewards: (number | null)[][],
  beside: Parameters<typeof rewardReport>[2] = {},
) {
  return (await rewardReport(records, rewards, beside)).evaluation!
}

/** Many rankings of two texts each, of which the better has reward d more by chance. */
function manyPairs(count: number, drawRewards: (random: RandomStream, at: number) => [number, number]) {
  const random = new RandomStream(3, 'pairs')
  const records = Array.from({ length: count }, (_, at) => aRanking(['aaaa', 'bb'], { prompt: `p${at}` }))
  return { records, rewards: records.map((_, at) => drawRewards(random, at)) }
}

test('accuracy is told by distance of ranks, by annotator and by how long the preferred text is', async () => {
  const records = [
    aRanking(['a', 'b', 'c'], { prompt: '1', annotator: 'ada' }),
    aRanking(['aaaaaaaaaa', 'b'], { prompt: '2', annotator: 'bo' }),
  ]
  const evaluation = await evaluationOf(records, [
    [3, 4, 1],
    [0, 1],
  ])
  expect(evaluation.byStrength.map(({ label, accuracy }) => [label, accuracy.value, accuracy.n])).toEqual([
    ['1', 1 / 3, 3],
    ['2', 1, 1],
  ])
  expect(evaluation.byAnnotator.map(({ label, accuracy }) => [label, accuracy.value])).toEqual([
    ['ada', 2 / 3],
    ['bo', 0],
  ])
  expect(evaluation.byLength.map(({ label, accuracy }) => [label, accuracy.n])).toEqual([
    [lengthLabels[2], 3],
    [lengthLabels[4], 1],
  ])
})

test('a source model that rewards favour more than people do stands out', async () => {
  const record = (ranks: number[], prompt: string) => ({
    prompt,
    completions: [
      { text: 'x', model: 'plain' },
      { text: 'y', model: 'flashy' },
    ],
    ranks,
  })
  const evaluation = await evaluationOf(
    [record([1, 2], '1'), record([1, 2], '2'), record([2, 1], '3')],
    [
      [0, 1],
      [1, 0],
      [0, 1],
    ],
  )
  const flashy = evaluation.bySourceModel.find(({ model }) => model === 'flashy')!
  expect(flashy.preferred).toBeCloseTo(1 / 3)
  expect(flashy.rewarded).toBeCloseTo(2 / 3)
  expect(flashy.accuracy.value).toBeCloseTo(2 / 3)
})

test('a model is tested against the longer text, and against n-grams, on the same pairs', async () => {
  const { records, rewards } = manyPairs(60, (_, at) => (at % 3 === 0 ? [0, 1] : [1, 0]))
  const ngram = records.map((_, at) => (at % 2 === 0 ? [0, 1] : [1, 0]))
  const { baselines } = await evaluationOf(records, rewards, { ngram })
  const [length, words] = baselines
  expect(length).toMatchObject({ name: 'length', accuracy: { value: 1 } })
  expect(length!.difference.difference).toBeCloseTo(-1 / 3)
  expect(length!.difference.p).toBeLessThan(0.01)
  expect(words).toMatchObject({ name: 'ngram', accuracy: { value: 0.5 } })
  expect(words!.difference).toMatchObject({ groups: 60, pairs: 60 })
  expect(words!.difference.p).toBeGreaterThan(0.01)
})

test('rewards twice too sure of themselves get a temperature of two, which mends their calibration', async () => {
  const { records, rewards } = manyPairs(4_000, (random) => {
    const difference = 4 * random.uniform() - 2
    const isRight = random.uniform() < 1 / (1 + Math.exp(-difference))
    return isRight ? [2 * difference, 0] : [0, 2 * difference]
  })
  const { calibration } = await evaluationOf(records, rewards)
  expect(calibration.temperature!).toBeGreaterThan(1.75)
  expect(calibration.temperature!).toBeLessThan(2.25)
  expect(calibration.expectedErrorAfter!).toBeLessThan(calibration.expectedError! / 2)
  expect(calibration.logLossAfter!).toBeLessThan(calibration.logLossBefore!)
  expect(calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(4_000)
})

test('rewards that are longing for length show it within rankings', async () => {
  const records = ['1', '2', '3'].map((prompt) => aRanking(['aaaa', 'bb', 'c'], { prompt, ranks: [2, 1, 3] }))
  const { length } = await evaluationOf(
    records,
    records.map(() => [4, 2, 1]),
  )
  expect(length.withinRankings!).toBeGreaterThan(0.9)
})

test('the histogram counts every scored text once, the best apart', async () => {
  const records = [aRanking(['a', 'b', 'c'], { ranks: [1, 1, 2] }), aRanking(['d', 'e'])]
  const { histogram } = await evaluationOf(records, [
    [3, null, -1],
    [0, 1],
  ])
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  expect([sum(histogram!.best), sum(histogram!.others)]).toEqual([2, 2])
  expect([histogram!.edges[0], histogram!.edges.at(-1)]).toEqual([-1, 3])
  expect((await evaluationOf([aRanking(['a', 'b'])], [[1, 1]])).histogram).toBeNull()
})

test('the worst mistakes come first, at most two of a group, long texts cut between characters', async () => {
  const long = '😀'.repeat(2_000)
  const records = [
    aRanking(['a', 'b', 'c'], {
      prompt: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'why' },
      ],
    }),
    aRanking([long, 'short'], { prompt: '2', annotator: 'ada' }),
    aRanking(['x', 'y'], { prompt: '3' }),
  ]
  const { mistakes } = await evaluationOf(records, [
    [0, 5, 9],
    [0, 3],
    [1, 0],
  ])
  expect(mistakes.map(({ prompt, strength }) => [prompt, strength])).toEqual([
    ['system: Be brief.\n\nuser: why', 2],
    ['system: Be brief.\n\nuser: why', 1],
    ['2', 1],
  ])
  expect(mistakes[0]).toMatchObject({ chosen: 'a', rejected: 'c', chosenReward: 0, rejectedReward: 9, annotator: null })
  expect(mistakes[2]!.chosen.endsWith('😀…')).toBe(true)
  expect(mistakes[2]).toMatchObject({ annotator: 'ada' })
})

test('an ensemble whose members disagree where it errs is told from one whose do not', async () => {
  const { records, rewards } = manyPairs(200, (_, at) => (at % 4 === 0 ? [0, 1] : [1, 0]))
  const knowing = records.map((_, at) => (at % 4 === 0 ? [2, 2] : [0.1, 0.1]))
  const { ensemble } = await evaluationOf(records, rewards, { deviations: knowing })
  expect(ensemble!.errorArea).toBe(1)
  expect(ensemble!.bins[0]!.accuracy.value).toBe(1)
  expect(ensemble!.bins.at(-1)!.accuracy.value).toBe(0)
  const blind = await evaluationOf(records, rewards, { deviations: records.map(() => [1, 1]) })
  expect(blind.ensemble!.errorArea).toBe(0.5)
  expect((await evaluationOf(records, rewards)).ensemble).toBeNull()
})

test('what two people say bounds what a model can reach', async () => {
  const records = ['ada', 'bo', 'cy'].flatMap((annotator) =>
    [0, 1, 2, 3].map((at) =>
      aRanking(['a', 'b'], { prompt: `p${at}`, annotator, ranks: annotator === 'cy' && at === 0 ? [2, 1] : [1, 2] }),
    ),
  )
  const { ceiling } = await evaluationOf(
    records,
    records.map(() => [1, 0]),
  )
  expect(ceiling.pairAgreement).toBeCloseTo((1 / 3 + 3) / 4)
  expect(ceiling.perfectModel).toBeCloseTo((1 + Math.sqrt((2 * (1 / 3 + 3)) / 4 - 1)) / 2)
})

test('the tallies of the same rankings can be paired, those of others cannot', async () => {
  const records = [aRanking(['a', 'b', 'c']), aRanking(['d', 'e'], { prompt: '2' })]
  const one = (
    await evaluationOf(records, [
      [2, 1, 0],
      [0, 1],
    ])
  ).tallies!
  const other = (
    await evaluationOf(records, [
      [0, 1, 2],
      [1, 0],
    ])
  ).tallies!
  expect(one).toMatchObject({ right: [3, 0], pairs: [3, 1] })
  expect(other).toMatchObject({ data: one.data, right: [0, 1], pairs: [3, 1] })
  expect((await evaluationOf(records.slice(1), [[1, 0]])).tallies!.data).not.toBe(one.data)
})

test('without a strict pair nothing is claimed', async () => {
  const evaluation = await evaluationOf([aRanking(['a', 'b'], { ranks: [1, 1] })], [[1, 0]])
  expect(evaluation).toMatchObject({
    byStrength: [],
    baselines: [],
    mistakes: [],
    calibration: { expectedError: null, temperature: null, bins: [] },
  })
})

test('the computed interval of many units is that which drawing gives', async () => {
  const units = Array.from({ length: 400 }, (_, at) => ({ right: at % 5 === 0 ? 0 : at % 3, pairs: 1 + (at % 3) }))
  const [drawn, computed] = [await bootstrapShare(units), linearShare(units)]
  expect(computed!.low).toBeCloseTo(drawn!.low, 1.7)
  expect(computed!.high).toBeCloseTo(drawn!.high, 1.7)
})
