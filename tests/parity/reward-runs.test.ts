import { readFileSync } from 'node:fs'
import {
  adamW,
  adamWDefaults,
  buildRewardTrainGraph,
  buildScoreGraph,
  initialState,
  loadParameters,
  pairwiseObjective,
  readArchitecture,
  readModelJson,
  readSafetensors,
  readWeights,
  scheduleFactor,
  transformerReward,
} from '@plackett/models'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { describeReference, readBytes, readJson, sharedPath } from './support/reference.ts'
import { filesOf } from './support/reference-model.ts'
import { type Feeds, runnerOf } from './support/run-graph.ts'

/** How far a run may stray from TRL's, as the folder's README measures and bounds it. */
interface Bounds {
  readonly earlyLoss: number
  readonly loss: number
  readonly norm: number
  readonly rewards: number
  readonly heldOut: number
  readonly weights: number
}

const runs: Record<string, Bounds> = {
  'reward-bert': { earlyLoss: 1e-6, loss: 5e-5, norm: 1e-3, rewards: 3e-4, heldOut: 1e-4, weights: 5e-5 },
  'reward-llama': { earlyLoss: 1e-6, loss: 2e-6, norm: 2e-5, rewards: 3e-5, heldOut: 5e-5, weights: 1e-5 },
}

interface LogLine {
  step: number
  loss: number
  grad_norm: number
  learning_rate: number
  rewards_chosen: number[]
  rewards_rejected: number[]
}

describeReference('reference/runs', () => {
  test.each(Object.entries(runs))('%s: 64 steps as TRL takes them', async (run, bounds) => {
    const folder = `reference/runs/${run}`
    const files = filesOf(folder, 'init')
    const architecture = readArchitecture(await readModelJson(files, 'config.json'), run)
    const backbone = transformerReward(architecture)
    const { parameters: specs } = backbone
    const tensors = await readWeights(files)
    const { parameters } = loadParameters({ tensors, place: run, architecture, specs, seed: 1 })
    const settings = readJson<{ decayed: string[]; settings: { learning_rate: number } }>(folder, 'config.json')
    expect(
      specs
        .filter(({ decayFactor }) => decayFactor > 0)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(settings.decayed.sort())

    const objective = pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 })
    const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW(adamWDefaults) })
    const step = await runnerOf(graph.model)
    const batches = batchesOf(readSafetensors(readBytes(folder, 'batches.safetensors'), run).tensors)
    let state = initialState(graph.state, 1, parameters)
    for (const [at, line] of logOf(folder).entries()) {
      const batch = batches[at % batches.length]!
      const texts = batch.input_ids!.dims[0]! / 2
      const rankings = Array.from({ length: texts }, (_, pair) => ({ texts: [pair, texts + pair], ranks: [1, 2] }))
      const factor = scheduleFactor({ kind: 'linear', warmupSteps: 7, totalSteps: 64 }, at)
      const rate = settings.settings.learning_rate * factor
      expect(Math.abs(rate - line.learning_rate)).toBeLessThan(1e-12)
      const scalars = { learning_rate: tensorFrom('float32', [], [rate]), step: tensorFrom('int64', [], [line.step]) }
      const found = await step({ ...batch, ...objective.targets(rankings), ...scalars, ...Object.fromEntries(state) })
      state = new Map(graph.state.map(({ name, next }) => [name, found[next]!]))
      const off = (value: Tensor, expected: readonly number[]) => largestDifference(numbersOf(value), expected)
      expect(off(found.loss!, [line.loss]), `loss of step ${line.step}`).toBeLessThan(
        at < 16 ? bounds.earlyLoss : bounds.loss,
      )
      expect(off(found.gradient_norm!, [line.grad_norm]) / line.grad_norm, `norm of step ${line.step}`).toBeLessThan(
        bounds.norm,
      )
      expect(off(found.rewards!, [...line.rewards_chosen, ...line.rewards_rejected])).toBeLessThan(bounds.rewards)
    }

    const final = readSafetensors(readBytes(folder, 'final/model.safetensors'), run).tensors
    // The gradient of BERT's key biases is 0 but for rounding, which Adam makes steps of.
    for (const { name } of specs.filter((spec) => !spec.name.endsWith('self.key.bias')))
      expect(largestDifference(numbersOf(state.get(name)!), numbersOf(final.get(name)!)), name).toBeLessThan(
        bounds.weights,
      )

    const scorer = await runnerOf(buildScoreGraph({ backbone, parameters: state }))
    const heldOut: number[][] = []
    for (const batch of batchesOf(readSafetensors(readBytes(folder, 'eval.safetensors'), run).tensors))
      heldOut.push(numbersOf((await scorer(batch)).rewards!))
    const { after } = readJson<{ after: { chosen: number[]; rejected: number[] } }>(folder, 'eval.json')
    const half = (which: 0 | 1) =>
      heldOut.flatMap((batch) => batch.slice((which * batch.length) / 2, ((which + 1) * batch.length) / 2))
    expect(largestDifference(half(0), after.chosen)).toBeLessThan(bounds.heldOut)
    expect(largestDifference(half(1), after.rejected)).toBeLessThan(bounds.heldOut)
  })
})

function logOf(folder: string): LogLine[] {
  const lines = readFileSync(sharedPath(folder, 'log.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as LogLine)
}

/** Batches by their prefix, in order, with ids as int64. */
function batchesOf(tensors: ReadonlyMap<string, Tensor>): Feeds[] {
  const prefixes = [...new Set([...tensors.keys()].map((name) => name.split('.')[0]!))].sort()
  const widened = (name: string) => {
    const { dims, data } = tensors.get(name)!
    return tensorFrom('int64', dims, Array.from(data as Int32Array))
  }
  return prefixes.map((prefix) => ({
    input_ids: widened(`${prefix}.input_ids`),
    attention_mask: widened(`${prefix}.attention_mask`),
  }))
}
