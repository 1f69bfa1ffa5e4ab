import {
  adamW,
  adamWDefaults,
  buildRewardTrainGraph,
  buildScoreGraph,
  initialState,
  type LoraSettings,
  loadParameters,
  mergeLora,
  pairwiseObjective,
  scheduleFactor,
  transformerReward,
} from '@plackett/models'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { describeReference, readJson } from './support/reference.ts'
import { batchesIn, openRun, type ReferenceRun, weightsIn } from './support/reference-run.ts'
import { runnerOf } from './support/run-graph.ts'

/** Where a run begins, and how far it may stray from TRL's, as the folder's README measures and bounds it. */
interface Run {
  readonly model: string
  readonly lora?: LoraSettings
  readonly earlyLoss: number
  readonly loss: number
  readonly norm: number
  readonly rewards: number
  readonly heldOut: number
  readonly weights: number
}

const bert = { earlyLoss: 1e-6, loss: 5e-5, norm: 1e-3, rewards: 3e-4, heldOut: 1e-4, weights: 5e-5 }
const llama = { earlyLoss: 1e-6, loss: 2e-6, norm: 2e-5, rewards: 3e-5, heldOut: 5e-5, weights: 1e-5 }
const adapted = { earlyLoss: 2e-6, loss: 2e-6, norm: 5e-6, rewards: 1e-5, heldOut: 1e-5, weights: 2e-6 }
const lora = { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj'] }
const runs: Record<string, Run> = {
  'reward-bert': { model: 'reward-bert/init', ...bert },
  'reward-llama': { model: 'reward-llama/init', ...llama },
  'lora-llama': { model: 'reward-llama/init', lora, ...adapted },
}

/** The weights of peft's files, which wrap the model, under the model's own names. */
function unwrapped(name: string): string {
  return name.replace(/^base_model\.model\./, '').replace(/\.(modules_to_save\.)?default\./, '.')
}

function adapterIn(folder: string): ReadonlyMap<string, Tensor> {
  const tensors = weightsIn(folder, 'adapter_model.safetensors')
  return new Map([...tensors].map(([name, tensor]) => [unwrapped(name), tensor]))
}

/** The backbone of a run with all weights that it begins with. */
function beginningOf(run: ReferenceRun, lora: LoraSettings | undefined) {
  const plain = transformerReward(run.architecture)
  const { parameters } = loadParameters({ ...run, place: run.folder, specs: plain.parameters, seed: 1 })
  if (!lora) return { backbone: plain, plain, parameters }
  const adapter = adapterIn(`${run.folder}/init-adapter`)
  return {
    backbone: transformerReward(run.architecture, { lora }),
    plain,
    parameters: new Map([...parameters, ...adapter]),
  }
}

describeReference('reference/runs', () => {
  test.each(Object.entries(runs))('%s: 64 steps as TRL takes them', async (name, { model, lora, ...bounds }) => {
    const run = await openRun(name, model)
    const { folder, batches, config } = run
    const { backbone, plain, parameters } = beginningOf(run, lora)
    const trained = backbone.parameters.filter(({ isFrozen }) => !isFrozen)
    const decayed = trained.filter(({ decayFactor }) => decayFactor > 0).map((spec) => spec.name)
    expect(decayed.sort()).toEqual(config.decayed.map(unwrapped).sort())

    const objective = pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 })
    const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW(adamWDefaults) })
    const step = await runnerOf(graph.model)
    let state = initialState(graph.state, 1, parameters)
    const fixed = Object.fromEntries(initialState(graph.fixed, 1, parameters))
    for (const [at, line] of run.log.entries()) {
      const batch = batches[at % batches.length]!
      const texts = batch.input_ids!.dims[0]! / 2
      const rankings = Array.from({ length: texts }, (_, pair) => ({ texts: [pair, texts + pair], ranks: [1, 2] }))
      const factor = scheduleFactor({ kind: 'linear', warmupSteps: 7, totalSteps: 64 }, at)
      const rate = config.settings.learning_rate * factor
      expect(Math.abs(rate - line.learning_rate)).toBeLessThan(1e-12)
      const scalars = { learning_rate: tensorFrom('float32', [], [rate]), step: tensorFrom('int64', [], [line.step]) }
      const targets = objective.targets(rankings)
      const found = await step({ ...batch, ...targets, ...scalars, ...fixed, ...Object.fromEntries(state) })
      state = new Map(graph.state.map(({ name: tensor, next }) => [tensor, found[next]!]))
      const off = (value: Tensor, expected: readonly number[]) => largestDifference(numbersOf(value), expected)
      expect(off(found.loss!, [line.loss]), `loss of step ${line.step}`).toBeLessThan(
        at < 16 ? bounds.earlyLoss : bounds.loss,
      )
      expect(off(found.gradient_norm!, [line.grad_norm]) / line.grad_norm, `norm of step ${line.step}`).toBeLessThan(
        bounds.norm,
      )
      expect(off(found.rewards!, [...line.rewards_chosen, ...line.rewards_rejected])).toBeLessThan(bounds.rewards)
    }

    const final = lora ? adapterIn(`${folder}/final-adapter`) : weightsIn(folder, 'final/model.safetensors')
    // The gradient of BERT's key biases is 0 but for rounding, which Adam makes steps of.
    for (const spec of trained.filter((each) => !each.name.endsWith('self.key.bias')))
      expect(
        largestDifference(numbersOf(state.get(spec.name)!), numbersOf(final.get(spec.name)!)),
        spec.name,
      ).toBeLessThan(bounds.weights)

    const all = new Map([...parameters, ...state])
    const merged = lora ? mergeLora(all, lora) : all
    const scorer = await runnerOf(buildScoreGraph({ backbone: plain, parameters: merged }))
    const heldOut: number[][] = []
    for (const batch of batchesIn(folder, 'eval.safetensors')) heldOut.push(numbersOf((await scorer(batch)).rewards!))
    const { after } = readJson<{ after: { chosen: number[]; rejected: number[] } }>(folder, 'eval.json')
    const half = (which: 0 | 1) =>
      heldOut.flatMap((batch) => batch.slice((which * batch.length) / 2, ((which + 1) * batch.length) / 2))
    expect(largestDifference(half(0), after.chosen)).toBeLessThan(bounds.heldOut)
    expect(largestDifference(half(1), after.rejected)).toBeLessThan(bounds.heldOut)
  })
})
