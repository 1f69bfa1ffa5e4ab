import { expect, test } from 'vitest'
import type { RankedRow } from './ranked-texts.ts'
import { batchesOf, planSteps } from './step-plan.ts'

const gathered = { batchSize: 16, isGathered: true, mostTokens: null }
const plan = (
  rankings: RankedRow[],
  batching = gathered as Parameters<typeof planSteps>[1]['batching'],
  lengths?: number[],
) => planSteps(rankings, { batching, lengths: lengths ?? new Array(1_000).fill(10), seed: 1, name: 'order' })
const textsOf = (rankings: readonly RankedRow[]) => new Set(rankings.flatMap(({ texts }) => texts))

/** All pairs of `texts` texts of each of `prompts` prompts. */
function allPairs(prompts: number, texts: number): RankedRow[] {
  return Array.from({ length: prompts }, (_, prompt) =>
    Array.from({ length: texts }, (_, a) =>
      Array.from({ length: a }, (_, b) => {
        return { texts: [prompt * texts + a, prompt * texts + b], ranks: [1, 2], weight: 1, group: 'g', prompt }
      }),
    ).flat(),
  ).flat()
}

test('batches hold every item once, the last one what is left', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
})

test.each([true, false])(
  'an epoch has every ranking once, in steps that are full but for the last (gathered: %s)',
  (isGathered) => {
    const rankings = allPairs(4, 9)
    const steps = plan(rankings, { ...gathered, isGathered })
    expect(new Set(steps.flat(2))).toEqual(new Set(rankings))
    expect(steps.flat(2)).toHaveLength(rankings.length)
    for (const step of steps) expect(step.flat().length).toBeLessThanOrEqual(16)
  },
)

test('comparisons of one prompt that share texts come together, so that a step computes few texts', () => {
  const rankings = allPairs(5, 24)
  const mean = (isGathered: boolean) => {
    const steps = plan(rankings, { ...gathered, isGathered })
    return steps.reduce((sum, step) => sum + textsOf(step.flat()).size, 0) / steps.length
  }
  expect(mean(true)).toBeLessThan(11)
  expect(mean(false)).toBeGreaterThan(25)
})

test('rankings of about one length come together', () => {
  const rankings = Array.from({ length: 320 }, (_, at) => {
    return { texts: [2 * at, 2 * at + 1], ranks: [1, 2], weight: 1, group: 'g', prompt: at }
  })
  const lengths = Array.from({ length: 640 }, (_, row) => (Math.floor(row / 2) % 2 === 0 ? 10 : 200))
  for (const step of plan(rankings, gathered, lengths))
    expect(new Set([...textsOf(step.flat())].map((row) => lengths[row])).size).toBe(1)
})

test('a step with more tokens than the limit is run in parts, a ranking never cut', () => {
  const rankings = allPairs(1, 8)
  const [step] = plan(rankings, { ...gathered, batchSize: 28, mostTokens: 40 })
  expect(step!.length).toBeGreaterThan(1)
  expect(step!.flat()).toHaveLength(28)
  for (const part of step!) expect(textsOf(part).size * 10).toBeLessThanOrEqual(40)
})

test('an order depends on seed and name alone', () => {
  const rankings = allPairs(3, 8)
  expect(plan(rankings)).toEqual(plan(rankings))
  const other = planSteps(rankings, { batching: gathered, lengths: new Array(24).fill(10), seed: 2, name: 'order' })
  expect(other).not.toEqual(plan(rankings))
})
