import { type Tensor, tensorFrom } from '@plackett/onnx'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { ngramBackbone } from './architectures/ngram.ts'
import { pairwiseObjective } from './losses/bradley-terry.ts'
import type { RankedTexts, RewardObjective } from './losses/objective.ts'
import { listwiseObjective } from './losses/plackett-luce.ts'
import { rewardNetwork } from './network.ts'
import { adamW } from './optimizers/adamw.ts'
import { RandomStream } from './random.ts'
import { buildScoreGraph } from './score-graph.ts'
import { buildAccumulatingGraphs, buildRewardTrainGraph, buildTrainGraph, initialState } from './train-graph.ts'

const backbone = ngramBackbone({
  buckets: 64,
  surfaceSize: 3,
  hidden: 4,
  ngramLearningRateFactor: 1,
  ngramDecayFactor: 1,
  surfaceLearningRateFactor: 0.5,
  surfaceDecayFactor: 2,
})
const objectives: Record<string, RewardObjective> = {
  pairwise: pairwiseObjective({ marginPerRank: 0.1, labelSmoothing: 0.05, centring: 0.01 }),
  listwise: listwiseObjective(),
}

/** Texts of 6 n-grams in a batch of 3 rankings of 4, of which one is all tied; drawn from the step's number. */
function aBatch(step: number): { texts: Record<string, Tensor>; rankings: RankedTexts[] } {
  const random = new RandomStream(step, 'batch')
  const draw = (count: number, next: () => number) => Array.from({ length: count }, next)
  return {
    texts: {
      ngram_ids: tensorFrom(
        'int64',
        [12, 6],
        draw(72, () => random.uint32() % 64),
      ),
      ngram_values: tensorFrom(
        'float32',
        [12, 6],
        draw(72, () => random.uniform()),
      ),
      surface: tensorFrom(
        'float32',
        [12, 3],
        draw(36, () => random.normal()),
      ),
    },
    rankings: [
      { texts: [0, 1, 2, 3], ranks: [1, 2, 2, 3] },
      { texts: [4, 5, 6, 7], ranks: [4, 3, 2, 1], weight: 2 },
      { texts: [8, 9, 10, 11], ranks: [1, 1, 1, 1] },
    ],
  }
}

function fed(tensors: Iterable<readonly [string, Tensor]>): Record<string, OrtTensor> {
  return Object.fromEntries(
    [...tensors].map(([name, { type, data, dims }]) => [
      name,
      new OrtTensor(type as 'float32', data as Float32Array, dims),
    ]),
  )
}

async function train(objective: RewardObjective, steps: number, seed = 1) {
  const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW() })
  const session = await InferenceSession.create(graph.model, { intraOpNumThreads: 1 })
  let state = initialState(graph.state, seed)
  const losses: number[] = []
  for (let step = 1; step <= steps; step++) {
    const { texts, rankings } = aBatch(step % 5)
    const scalars = { learning_rate: tensorFrom('float32', [], [0.05]), step: tensorFrom('int64', [], [step]) }
    const batch = { ...texts, ...objective.targets(rankings), ...scalars }
    const results = await session.run(fed([...Object.entries(batch), ...state]))
    state = new Map(graph.state.map(({ name, next }) => [name, results[next] as unknown as Tensor]))
    losses.push(Number(results.loss!.data[0]))
  }
  return { losses, state }
}

test('the same seed trains to the same bits, another seed to others', async () => {
  const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => train(objectives.pairwise!, 7, seed)))
  expect(again!.state).toEqual(first!.state)
  expect(other!.state).not.toEqual(first!.state)
})

test('the scoring file gives the rewards that the trained weights gave, less the offset', async () => {
  const objective = objectives.pairwise!
  const { state } = await train(objective, 10)
  const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW() })
  const trainer = await InferenceSession.create(graph.model)
  const { texts, rankings } = aBatch(1)
  const scalars = { learning_rate: tensorFrom('float32', [], [0]), step: tensorFrom('int64', [], [11]) }
  const batch = { ...texts, ...objective.targets(rankings), ...scalars }
  const { rewards } = await trainer.run(fed([...Object.entries(batch), ...state]))
  const scorer = await InferenceSession.create(buildScoreGraph({ backbone, parameters: state, offset: 0.5 }))
  const scored = await scorer.run(fed(Object.entries(texts)))
  const expected = Array.from(rewards!.data as Float32Array, (reward) => reward - 0.5)
  for (const [at, reward] of expected.entries()) expect(Number(scored.rewards!.data[at])).toBeCloseTo(reward, 5)
})

test('a batch in which nobody prefers anything gives a loss of 0 and moves nothing by its gradient', async () => {
  for (const objective of Object.values(objectives)) {
    const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW() })
    const session = await InferenceSession.create(graph.model)
    const targets = objective.targets([{ texts: [0, 1], ranks: [1, 1] }])
    const scalars = { learning_rate: tensorFrom('float32', [], [0.1]), step: tensorFrom('int64', [], [1]) }
    const feeds = { ...aBatch(1).texts, ...targets, ...scalars }
    const { loss, gradient_norm } = await session.run(fed([...Object.entries(feeds), ...initialState(graph.state, 1)]))
    expect([loss!.data[0], gradient_norm!.data[0]]).toEqual([0, 0])
  }
})

test('each ranking counts the same, however many pairs it has, but for its weight', () => {
  const { pair_weight, margin } = objectives.pairwise!.targets(aBatch(1).rankings)
  const weights = Array.from(pair_weight!.data as Float32Array)
  const sum = (from: number, to: number) => weights.slice(from, to).reduce((total, weight) => total + weight, 0)
  expect(weights).toHaveLength(5 + 6)
  expect(sum(0, 5)).toBeCloseTo(1 / 3, 6)
  expect(sum(5, 11)).toBeCloseTo(2 / 3, 6)
  expect(Array.from(margin!.data as Float32Array).slice(0, 3)).toEqual([0.1, 0.1, 0.2].map(Math.fround))
})

test('a step of two batches moves the weights as one step over both does', async () => {
  const objective = objectives.listwise!
  const network = rewardNetwork(backbone, objective)
  const whole = buildTrainGraph({ network, optimizer: adamW() })
  const { gradient, update } = buildAccumulatingGraphs({ network, optimizer: adamW() })
  const start = initialState(whole.state, 1)
  const scalars = { learning_rate: tensorFrom('float32', [], [0.05]), step: tensorFrom('int64', [], [1]) }
  const { texts, rankings } = aBatch(1)
  const run = async (model: Uint8Array, tensors: Record<string, Tensor>) => {
    const session = await InferenceSession.create(model)
    const known = session.inputNames.map((name) => [name, tensors[name]!] as const)
    return (await session.run(fed(known))) as unknown as Record<string, Tensor>
  }
  const all = { ...texts, ...Object.fromEntries(start), ...scalars }
  const expected = await run(whole.model, { ...all, ...objective.targets(rankings) })

  const total = rankings.reduce((sum, ranking) => sum + objective.weightOf(ranking), 0)
  let sums = Object.fromEntries(initialState(gradient.state, 1))
  let loss = 0
  for (const part of [rankings.slice(0, 1), rankings.slice(1)]) {
    const found = await run(gradient.model, { ...all, ...objective.targets(part, total), ...sums })
    sums = Object.fromEntries(gradient.state.map(({ name, next }) => [name, found[next]!]))
    loss += Number(found.loss!.data[0])
  }
  const moved = await run(update.model, { ...all, ...sums })
  expect(loss).toBeCloseTo(Number(expected.loss!.data[0]), 6)
  expect(Number(moved.gradient_norm!.data[0])).toBeCloseTo(Number(expected.gradient_norm!.data[0]), 6)
  for (const { next } of whole.state)
    for (const [at, value] of (expected[next]!.data as Float32Array).entries())
      expect(Number(moved[next]!.data[at])).toBeCloseTo(value, 5)
})
