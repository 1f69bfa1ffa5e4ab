import { encodeModel, GraphBuilder, type Tensor, tensorFrom } from '@plackett/onnx'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { tinyConfigs } from '../testing/tiny-configs.ts'
import { readArchitecture } from './architectures/read-architecture.ts'
import { transformerReward } from './architectures/transformer-reward.ts'
import type { RewardBackbone } from './backbone.ts'
import { type LoraSettings, mergeLora } from './lora.ts'
import { initialTensor } from './parameter.ts'
import { transformerPolicy } from './policy/policy-backbone.ts'
import { RandomStream } from './random.ts'
import { buildScoreGraph } from './score-graph.ts'
import { declare } from './train-graph.ts'

const lora: LoraSettings = { rank: 3, alpha: 6, targets: null }
const architectureOf = (name: string) => readArchitecture(tinyConfigs[name], name)

/** Weights of which none is 0, so that what is left out shows. */
function drawn({ parameters }: RewardBackbone): Map<string, Tensor> {
  return new Map(
    parameters.map(({ name, dims }) => {
      const random = new RandomStream(7, name)
      const size = dims.reduce((product, dim) => product * dim, 1)
      return [
        name,
        tensorFrom(
          'float32',
          dims,
          Array.from({ length: size }, () => 0.3 * random.normal()),
        ),
      ]
    }),
  )
}

async function rewardsOf(model: Uint8Array): Promise<number[]> {
  const ids = [3, 5, 7, 2, 9, 4, 4, 6]
  const feeds = {
    input_ids: new OrtTensor('int64', BigInt64Array.from(ids.map(BigInt)), [2, 4]),
    attention_mask: new OrtTensor('int64', BigInt64Array.from([1, 1, 1, 1, 1, 1, 1, 0].map(BigInt)), [2, 4]),
  }
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 })
  return Array.from((await session.run(feeds)).rewards!.data as Float32Array)
}

function adaptedGraph(backbone: RewardBackbone, parameters: ReadonlyMap<string, Tensor>): Uint8Array {
  const g = new GraphBuilder()
  const inputs = declare(g, backbone.inputs)
  const weights = backbone.parameters.map(({ name }) => [name, g.initializer(name, parameters.get(name)!)])
  g.output(backbone.rewards(g, inputs, Object.fromEntries(weights)), 'rewards')
  return encodeModel(g.build('adapted'))
}

test.each(['bert', 'gpt2', 'llama', 'deberta'])(
  '%s: merged weights give the rewards that the adapters gave beside them',
  async (name) => {
    const architecture = architectureOf(name)
    const adapted = transformerReward(architecture, { lora })
    const parameters = drawn(adapted)
    const merged = mergeLora(parameters, lora, architecture.hasTurnedWeights)
    const plain = transformerReward(architecture)
    expect([...merged.keys()].sort()).toEqual(plain.parameters.map((spec) => spec.name).sort())
    const expected = await rewardsOf(adaptedGraph(adapted, parameters))
    const found = await rewardsOf(buildScoreGraph({ backbone: plain, parameters: merged }))
    for (const [at, reward] of expected.entries()) expect(Math.abs(found[at]! - reward)).toBeLessThan(1e-5)
    const without = await rewardsOf(buildScoreGraph({ backbone: plain, parameters }))
    expect(Math.abs(without[0]! - expected[0]!)).toBeGreaterThan(1e-3)
  },
)

test('only the adapters and the head are trained, and only the named layers get adapters', () => {
  const { parameters } = transformerReward(architectureOf('llama'), {
    lora: { ...lora, targets: ['q_proj', 'down_proj'] },
  })
  const trained = parameters.filter(({ isFrozen }) => !isFrozen).map(({ name }) => name)
  const layer = (at: number) => ['self_attn.q_proj', 'mlp.down_proj'].map((part) => `model.layers.${at}.${part}`)
  const adapters = [0, 1].flatMap(layer).flatMap((name) => ['A', 'B'].map((which) => `${name}.lora_${which}.weight`))
  expect(trained.sort()).toEqual([...adapters, 'score.weight'].sort())
})

test('an adapter starts without effect, from a bounded A', () => {
  const { parameters } = transformerReward(architectureOf('llama'), { lora })
  const tensorOf = (suffix: string) =>
    initialTensor(parameters.find(({ name }) => name.endsWith(`q_proj.${suffix}.weight`))!, 1).data as Float32Array
  expect(new Set(tensorOf('lora_B'))).toEqual(new Set([0]))
  const a = tensorOf('lora_A')
  expect(Math.max(...a.map(Math.abs))).toBeLessThan(1 / Math.sqrt(8))
  expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(0.5 / Math.sqrt(8))
})

test('an encoder is refused as a policy', () => {
  expect(() => transformerPolicy(architectureOf('bert'))).toThrow('bert is an encoder; a policy must be a decoder')
})
