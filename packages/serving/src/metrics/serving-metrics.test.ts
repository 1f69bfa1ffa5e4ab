import { expect, test } from 'vitest'
import { PairStatistics } from './pair-statistics.ts'
import { ServingMetrics } from './serving-metrics.ts'

async function figuresOf(metrics: ServingMetrics): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

test('what is asked and computed is counted by dialect and model', async () => {
  const metrics = new ServingMetrics()
  metrics.countRequest('tei', 'ok', 12)
  metrics.countRequest('tei', 'OVERLOADED', 1)
  metrics.countItems('tei', 'm@1', {
    results: [
      { reward: 1 },
      { reward: 3, truncated: true },
      { reward: null, error: { code: 'EMPTY_COMPLETION', message: '' } },
    ],
    unsplit: 2,
  })
  const queue = metrics.observe('m@1')
  queue.onAsked?.({ items: 5, remembered: 2, shared: 1 })
  queue.onBatch?.({ waitedMs: [1, 2], ms: 20, tokens: [30, 10], slots: 64 })
  const unwatch = metrics.watch('m@1', () => 7)
  const figures = await figuresOf(metrics)
  expect(figures).toMatchObject({
    'plackett_requests_total{dialect="tei",outcome="ok"}': 1,
    'plackett_requests_total{dialect="tei",outcome="OVERLOADED"}': 1,
    'plackett_items_total{model="m@1",dialect="tei",result="scored"}': 1,
    'plackett_items_total{model="m@1",dialect="tei",result="truncated"}': 1,
    'plackett_items_total{model="m@1",dialect="tei",result="EMPTY_COMPLETION"}': 1,
    'plackett_unsplit_items_total{dialect="tei"}': 2,
    'plackett_items_not_computed_total{model="m@1",why="remembered"}': 2,
    'plackett_tokens_total{model="m@1"}': 40,
    'plackett_slots_total{model="m@1"}': 64,
    'plackett_waiting_items{model="m@1"}': 7,
    'plackett_reward_mean{model="m@1"}': 2,
    'plackett_reward_deviation{model="m@1"}': 1,
  })
  unwatch()
  expect(await figuresOf(metrics)).not.toHaveProperty('plackett_waiting_items{model="m@1"}')
})

test('a shadow is compared with what was answered', async () => {
  const metrics = new ServingMetrics()
  metrics.traffic.onShadow?.('m@1', 'm@2', [
    [1, 3],
    [2, 5],
    [3, 7],
  ])
  metrics.traffic.onShadowLost?.('m@2', 4)
  expect(await figuresOf(metrics)).toMatchObject({
    'plackett_shadow_items{model="m@1",shadow="m@2"}': 3,
    'plackett_shadow_mean_difference{model="m@1",shadow="m@2"}': 3,
    'plackett_shadow_correlation{model="m@1",shadow="m@2"}': expect.closeTo(1, 12),
    'plackett_shadow_items_lost_total{shadow="m@2"}': 4,
  })
})

test('statistics of pairs are what their definitions say', () => {
  const pairs = [
    [0.5, 2],
    [-1, 3],
    [4, 1],
    [1e6, 0],
  ] as const
  const statistics = new PairStatistics()
  for (const [a, b] of pairs) statistics.add(a, b)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
  const deviation = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
  const product = mean(pairs.map(([first, second]) => (first - mean(a)) * (second - mean(b))))
  expect(statistics.means).toEqual([expect.closeTo(mean(a), 6), expect.closeTo(mean(b), 12)])
  expect(statistics.deviations).toEqual([expect.closeTo(deviation(a), 5), expect.closeTo(deviation(b), 12)])
  expect(statistics.correlation).toBeCloseTo(product / deviation(a) / deviation(b), 10)
})
