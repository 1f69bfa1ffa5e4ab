import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectives, type RankingRecord, rewardTrainingConfig } from '@plackett/contracts'
import { trainRewardModel } from '@plackett/training'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
let places = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-reports-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Kind answers beat curt ones; two that are equally kind tie. */
function rankings(count: number, topic: string): RankingRecord[] {
  return Array.from({ length: count }, (_, at) => ({
    prompt: `Please explain ${topic} ${at}.`,
    completions: [
      { text: `Gladly, here is what helps you with number ${at}.` },
      { text: `With pleasure, here is what helps you, step ${at % 7}.` },
      { text: `No, go and find that out alone, ${at % 5}.` },
    ],
    ranks: [1, 1, 2],
  }))
}

const train = rankings(80, 'tides')
const heldOut = rankings(12, 'clouds')

function run(settings: Record<string, unknown>) {
  const config = rewardTrainingConfig.parse({ epochs: 4, ...settings })
  return trainRewardModel({ train, heldOut, config, outDir: join(folder, `place-${places++}`) })
}

test.each(objectives)('%s: learns from rankings with ties', async (objective) => {
  const { report } = await run({ objective })
  expect(report.accuracy!.value).toBeGreaterThan(0.9)
})

test.each([
  ['margin', 5],
  ['labelSmoothing', 0.4],
  ['centring', 10],
] as const)('%s: changes what pairs teach', async (name, value) => {
  const [without, beside] = [await run({}), await run({ [name]: value })]
  expect(beside.modelHash).not.toBe(without.modelHash)
  expect(rewardTrainingConfig.safeParse({ objective: 'listwise', [name]: value }).success).toBe(false)
})

test('a learning curve tells the accuracy after parts of the groups, and after all', async () => {
  const { report, modelHash } = await run({ learningCurve: true })
  const points = report.evaluation!.learningCurve
  expect(points.map(({ rankings: count }) => count)).toEqual([10, 20, 40, 80])
  expect(points.at(-1)!.accuracy.value).toBe(report.accuracy!.value)
  expect((await run({})).modelHash).toBe(modelHash)
})

test('a transformer is set beside n-grams of the same data, on the same pairs', async () => {
  const { report } = await run({ backbone: 'tiny', epochs: 1, maxLength: 32 })
  const [length, ngram] = report.evaluation!.baselines
  expect([length!.name, ngram!.name]).toEqual(['length', 'ngram'])
  expect(ngram!.accuracy.n).toBe(report.accuracy!.n)
  expect(ngram!.difference.difference).toBeCloseTo(report.accuracy!.value - ngram!.accuracy.value, 9)
})
