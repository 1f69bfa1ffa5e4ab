import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type DataType, decodeModel, opset, type Tensor, tensorFrom } from '@plackett/onnx'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { tinyConfigs } from '../testing/tiny-configs.ts'
import { ngramBackbone } from './architectures/ngram.ts'
import { readArchitecture } from './architectures/read-architecture.ts'
import { transformerReward } from './architectures/transformer-reward.ts'
import type { InputSpec } from './backbone.ts'
import { pairwiseObjective } from './losses/bradley-terry.ts'
import { davidsonObjective } from './losses/davidson.ts'
import { davidsonLuceObjective } from './losses/davidson-luce.ts'
import { dpoDefaults } from './losses/dpo.ts'
import { grpoDefaults } from './losses/grpo.ts'
import { ktoDefaults } from './losses/kto.ts'
import { type RankedTexts, type RewardObjective, rewardObjectiveNames } from './losses/objective.ts'
import { listwiseObjective } from './losses/plackett-luce.ts'
import { raoKupperObjective } from './losses/rao-kupper.ts'
import { regressionObjective } from './losses/regression.ts'
import { rewardNetwork, type TrainedNetwork } from './network.ts'
import { adamW, adamWDefaults } from './optimizers/adamw.ts'
import { transformerPolicy } from './policy/policy-backbone.ts'
import { type PolicyObjective, policyNetwork } from './policy/policy-objective.ts'
import { dpoObjective, ktoObjective, orpoObjective } from './policy/preference.ts'
import { grpoObjective, ppoDefaults, ppoObjective, rlooObjective } from './policy/reinforcement.ts'
import { sftObjective } from './policy/sft.ts'
import { RandomStream } from './random.ts'
import { buildAccumulatingGraphs, buildTrainGraph, initialState, type TrainGraph } from './train-graph.ts'

type Level = 'disabled' | 'all'
type Tensors = Record<string, Tensor>

const lengths: Record<string, number> = { texts: 4, tokens: 7, ngrams: 5, pairs: 2, examples: 4, mismatched: 4 }
const rankings: RankedTexts[] = [
  { texts: [0, 1, 2, 3], ranks: [1, 2, 2, 3], ratings: [7, 4, null, 1] },
  { texts: [3, 1], ranks: [1, 2], weight: 2 },
]

const rewardObjectives: Record<(typeof rewardObjectiveNames)[number], RewardObjective> = {
  pairwise: pairwiseObjective({ marginPerRank: 0.1, labelSmoothing: 0.05, centring: 0.01 }),
  listwise: listwiseObjective(),
  davidson: davidsonObjective(),
  'rao-kupper': raoKupperObjective(),
  'davidson-luce': davidsonLuceObjective(),
  regression: regressionObjective({ huberDelta: 1 }),
}
const policyObjectives: Record<PolicyObjective['name'], PolicyObjective> = {
  sft: sftObjective(),
  dpo: dpoObjective({ ...dpoDefaults, labelSmoothing: 0.1 }),
  kto: ktoObjective(ktoDefaults),
  orpo: orpoObjective(0.1),
  grpo: grpoObjective(grpoDefaults),
  rloo: rlooObjective({ low: 0.2, high: 0.2 }),
  ppo: ppoObjective(ppoDefaults),
}

function networks(): Record<string, TrainedNetwork> {
  const architectureOf = (name: string) => readArchitecture(tinyConfigs[name], name)
  const decoders = Object.keys(tinyConfigs).filter((name) => architectureOf(name).kind === 'decoder')
  const { pairwise } = rewardObjectives
  const ngram = { buckets: 64, surfaceSize: 3, hidden: 4, ngramLearningRateFactor: 1, ngramDecayFactor: 1 }
  const ngrams = ngramBackbone({ ...ngram, surfaceLearningRateFactor: 0.5, surfaceDecayFactor: 2 })
  const rewards = Object.keys(tinyConfigs).map(
    (name) => [`${name}, pairwise`, rewardNetwork(transformerReward(architectureOf(name)), pairwise)] as const,
  )
  const objectives = Object.values(rewardObjectives).flatMap((objective) => [
    [`ngram, ${objective.name}`, rewardNetwork(ngrams, objective)] as const,
    [`llama, ${objective.name}`, rewardNetwork(transformerReward(architectureOf('llama')), objective)] as const,
  ])
  const policies = Object.values(policyObjectives).map((objective) => {
    const policy = transformerPolicy(architectureOf('llama'), { hasValueHead: objective.name === 'ppo' })
    return [`llama, ${objective.name}`, policyNetwork(policy, objective)] as const
  })
  const tuned = decoders.map(
    (name) => [`${name}, sft`, policyNetwork(transformerPolicy(architectureOf(name)), policyObjectives.sft)] as const,
  )
  const lora = { rank: 2, alpha: 4, targets: null }
  const adapted = ['bert', 'gpt2', 'llama'].map(
    (name) =>
      [
        `${name} with LoRA, pairwise`,
        rewardNetwork(transformerReward(architectureOf(name), { lora }), pairwise),
      ] as const,
  )
  return Object.fromEntries([...rewards, ...objectives, ...policies, ...tuned, ...adapted])
}

/** Numbers for the inputs of a batch: of ids, masks and rows what they may be, of the rest something small. */
function aBatch(inputs: readonly InputSpec[], step: number): Tensors {
  const targets = Object.values(rewardObjectives).map((objective) => objective.targets(rankings))
  const known = targets.find((each) => inputs.some(({ name }) => name in each && isOwn(each, inputs)))
  const drawn = inputs
    .filter(({ name }) => !known || !(name in known))
    .map((spec) => [spec.name, drawnTensor(spec, new RandomStream(step, spec.name))] as const)
  return { ...Object.fromEntries(drawn), ...known }
}

function isOwn(targets: Tensors, inputs: readonly InputSpec[]): boolean {
  return Object.keys(targets).every((name) => inputs.some((input) => input.name === name))
}

const rows: Record<string, number[]> = {
  chosen: [0, 1],
  rejected: [2, 3],
  example: [0, 1, 2, 3],
  mismatched: [1, 2, 3, 0],
  is_desirable: [1, 0, 1, 0],
}
const scalars: Record<string, number> = { items: 12, step_share: 1 }

function drawnTensor({ name, type, shape }: InputSpec, random: RandomStream): Tensor {
  const dims = shape.map((dim) => (typeof dim === 'number' ? dim : lengths[dim]!))
  const size = dims.reduce((product, dim) => product * dim, 1)
  const fixed = rows[name] ?? (dims.length === 0 ? [scalars[name]!] : undefined)
  return tensorFrom(type, dims, fixed ?? Array.from({ length: size }, (_, at) => drawn(name, type, at, random)))
}

function drawn(name: string, type: DataType, at: number, random: RandomStream): number {
  const place = at % lengths.tokens!
  // The padding is that of short texts, and the completion is what stands behind the prompt.
  if (name === 'attention_mask') return place < 5 || at < 14 ? 1 : 0
  if (name === 'completion_mask') return place > 2 && (place < 5 || at < 14) ? 1 : 0
  if (name === 'labels') return place > 2 && (place < 5 || at < 14) ? 1 + (random.uint32() % 19) : -100
  if (type === 'int64') return 2 + (random.uint32() % 18)
  if (name === 'reference') return -10 + random.normal()
  if (name.endsWith('log_probabilities')) return -3 + 0.1 * random.normal()
  return 0.3 * random.normal()
}

function sessionOf(model: Uint8Array, graphOptimizationLevel: Level): Promise<InferenceSession> {
  return InferenceSession.create(model, { intraOpNumThreads: 1, graphOptimizationLevel, logSeverityLevel: 3 })
}

async function run(session: InferenceSession, feeds: Tensors): Promise<Tensors> {
  const fed = session.inputNames.map((name) => {
    const { type, data, dims } = feeds[name]!
    return [name, new OrtTensor(type as 'float32', data as Float32Array, dims)]
  })
  return (await session.run(Object.fromEntries(fed))) as unknown as Tensors
}

function carriedOn({ state }: TrainGraph, results: Tensors): Tensors {
  return Object.fromEntries(state.map(({ name, next }) => [name, results[next]!]))
}

function begun(specs: TrainGraph['state'] | TrainGraph['fixed']): Tensors {
  return Object.fromEntries(initialState(specs, 1))
}

function ratesOf(step: number): Tensors {
  return { learning_rate: tensorFrom('float32', [], [0.001]), step: tensorFrom('int64', [], [step]) }
}

const optimizer = adamW(adamWDefaults)

async function lossesOf(network: TrainedNetwork, level: Level): Promise<number[]> {
  const graph = buildTrainGraph({ network, optimizer })
  const session = await sessionOf(graph.model, level)
  const fixed = begun(graph.fixed)
  let state = begun(graph.state)
  const losses: number[] = []
  for (let step = 1; step <= 50; step++) {
    const found = await run(session, { ...aBatch(network.inputs, step % 3), ...ratesOf(step), ...fixed, ...state })
    state = carriedOn(graph, found)
    losses.push(Number(found.loss!.data[0]))
  }
  await session.release()
  return losses
}

/** As two batches a step. */
async function accumulatedLossesOf(network: TrainedNetwork, level: Level): Promise<number[]> {
  const { gradient, update } = buildAccumulatingGraphs({ network, optimizer })
  const [differentiate, move] = [await sessionOf(gradient.model, level), await sessionOf(update.model, level)]
  let state = begun(update.state)
  const losses: number[] = []
  for (let step = 1; step <= 50; step++) {
    let sums = begun(gradient.state)
    for (const part of [0, 1]) {
      const found = await run(differentiate, { ...aBatch(network.inputs, (step + part) % 3), ...state, ...sums })
      sums = carriedOn(gradient, found)
      losses.push(Number(found.loss!.data[0]))
    }
    state = carriedOn(update, await run(move, { ...state, ...sums, ...ratesOf(step) }))
  }
  await Promise.all([differentiate.release(), move.release()])
  return losses
}

function expectEqual(plain: readonly number[], optimised: readonly number[]): void {
  for (const [at, loss] of plain.entries()) {
    expect(Number.isFinite(loss)).toBe(true)
    expect(Math.abs(optimised[at]! - loss), `loss ${at + 1}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(loss)))
  }
  expect(plain.at(-1)).not.toBe(plain[0])
}

test.each(Object.entries(networks()))(
  '%s: the optimised graph trains as the plain one does, for 50 steps',
  async (_, network) => expectEqual(await lossesOf(network, 'disabled'), await lossesOf(network, 'all')),
  30_000,
)

test('and so do the two graphs of a step that has several batches', async () => {
  const network = networks()['llama, pairwise']!
  expectEqual(await accumulatedLossesOf(network, 'disabled'), await accumulatedLossesOf(network, 'all'))
}, 30_000)

test('every architecture and every objective is among them', () => {
  const names = Object.keys(networks())
  const objectives = [...rewardObjectiveNames, ...Object.keys(policyObjectives)]
  for (const part of [...Object.keys(tinyConfigs), ...objectives])
    expect(names.filter((name) => name.split(', ').includes(part)).length, part).toBeGreaterThan(0)
})

test('the runtime is the one that all numbers were checked with, and files name their opset', async () => {
  const require = createRequire(import.meta.url)
  const installed = JSON.parse(readFileSync(require.resolve('onnxruntime-node/package.json'), 'utf8')).version
  const workspace = readFileSync(new URL('../../../pnpm-workspace.yaml', import.meta.url), 'utf8')
  expect(/onnxruntime-node: (\d.*)$/m.exec(workspace)?.[1]).toBe(installed)
  expect([installed, opset]).toEqual(['1.30.0', 21])
  const { model } = buildTrainGraph({ network: networks()['ngram, pairwise']!, optimizer })
  expect(decodeModel(model).opsets['']).toBe(opset)
})
