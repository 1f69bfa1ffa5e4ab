import { expect, test } from 'vitest'
import { combineScorers } from './combine-scorers.ts'
import { readModelExpression } from './model-expression.ts'
import type { RewardScorer, ScoreItem } from './reward-scorer.types.ts'
import { splitTraffic } from './traffic.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** A model whose reward is the completion's length times a factor; it refuses "bad". */
function aScorer(reference: string, factor: number): RewardScorer {
  return {
    reference,
    close: async () => {},
    score: async (items) =>
      items.map(({ completion }) =>
        completion === 'bad'
          ? { reward: null, error: { code: 'SCORE_NOT_FINITE', message: '' } }
          : { reward: factor * completion.length },
      ),
  }
}

const item = (prompt: string, completion = 'four'): ScoreItem => ({ prompt, completion })

test('an ensemble answers mean, standard deviation and members', async () => {
  const members = [1, 2, 6].map((factor) => ({ scorer: aScorer(`m@${factor}`, factor), weight: 1 / 3 }))
  const [result] = await combineScorers('m', members).score([item('p')])
  expect(result).toEqual({
    reward: expect.closeTo(12, 12),
    standardDeviation: expect.closeTo(4 * Math.sqrt(14 / 3), 12),
    members: [
      { model: 'm@1', reward: 4 },
      { model: 'm@2', reward: 8 },
      { model: 'm@6', reward: 24 },
    ],
  })
})

test('a weighted sum has no deviation, and what one model cannot score has no reward', async () => {
  const members = [
    { scorer: aScorer('a@1', 1), weight: 0.5 },
    { scorer: aScorer('b@1', 10), weight: -0.1 },
  ]
  const [result, bad] = await combineScorers('x', members).score([item('p'), item('p', 'bad')])
  expect(result).toMatchObject({ reward: expect.closeTo(0.5 * 4 - 0.1 * 40, 12) })
  expect(result).not.toHaveProperty('standardDeviation')
  expect(bad).toMatchObject({ reward: null, error: { code: 'SCORE_NOT_FINITE' } })
})

test.each([
  ['a@1', null],
  ['a@1+b@2', [0.5, 0.5]],
  ['0.7*a@1 + 0.3*b@2', [0.7, 0.3]],
  ['2*a', [2]],
  ['-1*a+b@production', 'INVALID_INPUT'],
  ['a++b', null],
  ['a*b', null],
  [Array.from({ length: 17 }, () => 'a').join('+'), null],
])('%s is read as %j', (text, expected) => {
  const read = () => readModelExpression(text)?.map(({ weight }) => weight) ?? null
  if (typeof expected === 'string') expect(read).toThrow('weight')
  else expect(read()).toEqual(expected)
})

test('a canary has its share of the prompts, and all completions of one', async () => {
  const traffic = splitTraffic({ primary: aScorer('m@1', 1), canary: { scorer: aScorer('m@2', 2), share: 0.2 } })
  const answering = (prompt: string, completion: string) => traffic.route!([item(prompt, completion)]).reference
  const prompts = Array.from({ length: 2_000 }, (_, at) => `prompt ${at}`)
  const share = prompts.filter((prompt) => answering(prompt, 'x') === 'm@2').length / prompts.length
  expect(share).toBeGreaterThan(0.17)
  expect(share).toBeLessThan(0.23)
  for (const prompt of prompts.slice(0, 50)) expect(answering(prompt, 'y')).toBe(answering(prompt, 'x'))
})

test('a shadow is compared, never answered, and never in the way', async () => {
  const told: unknown[] = []
  const observe = {
    onShadow: (...seen: unknown[]) => told.push(seen),
    onShadowLost: (...lost: unknown[]) => told.push(lost),
  }
  const primary = aScorer('m@1', 1)
  const traffic = splitTraffic({ primary, shadow: aScorer('m@2', 3), observe })
  expect(await traffic.score([item('p'), item('p', 'bad')])).toMatchObject([{ reward: 4 }, { reward: null }])
  await settled()
  expect(told).toEqual([['m@1', 'm@2', [[4, 12]]]])
  const failing: RewardScorer = { ...aScorer('m@3', 1), score: () => Promise.reject(new Error('away')) }
  expect(await splitTraffic({ primary, shadow: failing, observe }).score([item('p')])).toEqual([{ reward: 4 }])
  await settled()
  expect(told[1]).toEqual(['m@3', 1])
})
