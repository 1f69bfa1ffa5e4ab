import { expect, test } from 'vitest'
import { wilsonInterval } from './binomial.ts'
import { ClusteredShare } from './clustered-share.ts'
import { pcg32 } from './pcg32.ts'

function shareOf(clusters: [hits: number, tries: number][]) {
  const share = new ClusteredShare()
  for (const [hits, tries] of clusters) share.add(hits, tries)
  return share.result()
}

test('nothing counted is no share', () => {
  expect(shareOf([])).toBeNull()
  expect(shareOf([[0, 0]])).toBeNull()
})

test('clusters that are all hits or all misses count as one try each', () => {
  const whole = shareOf([
    ...Array.from({ length: 30 }, () => [6, 6] as [number, number]),
    ...Array.from({ length: 10 }, () => [0, 6] as [number, number]),
  ])!
  expect(whole).toMatchObject({ share: 0.75, n: 240, clusters: 40 })
  // C/(C−1) makes of 40 clusters 39 tries.
  expect(whole.lower).toBeCloseTo(wilsonInterval(0.75 * 39, 39).lower, 9)
})

test('single tries are all but independent', () => {
  const single = shareOf([
    ...Array.from({ length: 60 }, () => [1, 1] as [number, number]),
    ...Array.from({ length: 40 }, () => [0, 1] as [number, number]),
  ])!
  expect(single.lower).toBeCloseTo(wilsonInterval(60, 100).lower, 2)
})

test('without a miss the clusters are the tries, so that certainty is not claimed', () => {
  const sure = shareOf([
    [6, 6],
    [6, 6],
    [6, 6],
  ])!
  expect(sure.share).toBe(1)
  expect(sure.lower).toBeCloseTo(wilsonInterval(3, 3).lower, 12)
})

test('95 % intervals of clusters that differ hold the truth about 95 times in 100', () => {
  const random = pcg32(7)
  let held = 0
  for (let round = 0; round < 400; round++) {
    const { lower, upper } = shareOf(
      Array.from({ length: 60 }, () => {
        // Mean 0.7; the pairs of a cluster go together.
        const p = 0.4 + 0.6 * random()
        return [Array.from({ length: 6 }, () => random()).filter((u) => u < p).length, 6]
      }),
    )!
    if (lower <= 0.7 && 0.7 <= upper) held++
  }
  expect(held / 400).toBeGreaterThan(0.92)
  expect(held / 400).toBeLessThan(0.985)
})
