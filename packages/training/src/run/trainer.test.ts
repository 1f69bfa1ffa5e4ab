import {
  adamW,
  adamWDefaults,
  buildTrainGraph,
  initialState,
  pairwiseObjective,
  readArchitecture,
  rewardNetwork,
  sgd,
  tokenBatch,
  transformerReward,
} from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import { InferenceSession } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import type { Recipe } from '../backbone/backbone.ts'
import { tensorsOf } from './session.ts'
import { Trainer } from './trainer.ts'

const architecture = readArchitecture(
  {
    model_type: 'bert',
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 256,
    max_position_embeddings: 32,
    type_vocab_size: 1,
    vocab_size: 500,
    pad_token_id: 0,
  },
  'here',
)
const network = transformerReward(architecture)
const objective = pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 })
const optimizer = adamW(adamWDefaults)
const recipe: Recipe = { network, optimizer, learningRate: 1e-3, schedule: 'constant', warmup: 0 }

/** Rankings of three texts each, of which the first is the best. */
function aBatch(step: number, from: number, to: number, total: number): Record<string, Tensor> {
  const texts = Array.from({ length: 3 * (to - from) }, (_, at) => {
    const text = 3 * from + at
    return Array.from(
      { length: 5 + ((text + step) % 9) },
      (_, token) => 1 + (((text + 1) * 31 + token * 17 + step) % 499),
    )
  })
  const rankings = Array.from({ length: to - from }, (_, at) => {
    return { texts: [3 * at, 3 * at + 1, 3 * at + 2], ranks: [1, 2, 3] }
  })
  return { ...tokenBatch(texts, { padTokenId: 0, maxTokens: 32 }), ...objective.targets(rankings, total) }
}

async function trained(
  parts: [number, number][],
  { threads = 1, steps = 2, of = recipe } = {},
): Promise<Map<string, Tensor>> {
  const trainer = await Trainer.start({ recipe: of, objective, start: new Map(), threads })
  trainer.reset(1)
  for (let step = 0; step < steps; step++)
    await trainer.step(
      parts.map(([from, to]) => aBatch(step, from, to, 8)),
      1e-3,
    )
  return trainer.trained
}

/** The same steps, each of which gives back copies. */
async function trainedByCopies(steps: number): Promise<Map<string, Tensor>> {
  const graph = buildTrainGraph({ network: rewardNetwork(network, objective), optimizer })
  const session = await InferenceSession.create(graph.model, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  let state = initialState(graph.state, 1)
  for (let step = 0; step < steps; step++) {
    const scalars = {
      learning_rate: { type: 'float32', dims: [], data: Float32Array.of(1e-3) },
      step: { type: 'int64', dims: [], data: BigInt64Array.of(BigInt(step + 1)) },
    }
    const feeds = { ...aBatch(step, 0, 8, 8), ...Object.fromEntries(state), ...scalars }
    const results = await session.run(tensorsOf(feeds as never))
    state = new Map(graph.state.map(({ name, next }) => [name, results[next] as unknown as Tensor]))
  }
  return new Map(network.parameters.map(({ name }) => [name, state.get(name)!]))
}

function expectEqual(found: Map<string, Tensor>, wanted: Map<string, Tensor>): void {
  for (const [name, { data }] of wanted) expect(found.get(name)!.data, name).toEqual(data)
}

test('steps that write over their state give the bits that copies give', async () => {
  expectEqual(await trained([[0, 8]]), await trainedByCopies(2))
})

test('the number of threads changes no bit', async () => {
  expectEqual(await trained([[0, 8]], { threads: 4 }), await trained([[0, 8]]))
})

test('a step in parts moves the weights as the whole step does', async () => {
  // Not by Adam, which makes a full step of the rounding where a gradient is 0.
  const plain = sgd({ momentum: 0, nesterov: false, weightDecay: 0, maxGradientNorm: 1 })
  const of = { ...recipe, optimizer: plain }
  const whole = await trained([[0, 8]], { of })
  const parts = await trained(
    [
      [0, 3],
      [3, 5],
      [5, 8],
    ],
    { of },
  )
  const largest = [...whole].map(([name, { data }]) => {
    const other = parts.get(name)!.data as Float32Array
    return Math.max(...Array.from(data as Float32Array, (value, at) => Math.abs(value - other[at]!)))
  })
  expect(Math.max(...largest)).toBeLessThan(1e-7)
})

test('what was reset begins anew, from the same weights', async () => {
  const trainer = await Trainer.start({ recipe, objective, start: new Map(), threads: 1 })
  trainer.reset(1)
  const first = await trainer.step([aBatch(0, 0, 8, 8)], 1e-3)
  await trainer.step([aBatch(1, 0, 8, 8)], 1e-3)
  trainer.reset(1)
  expect([await trainer.step([aBatch(0, 0, 8, 8)], 1e-3), trainer.steps]).toEqual([first, 1])
})
