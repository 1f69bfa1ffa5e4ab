import {
  adamW,
  adamWDefaults,
  buildAccumulatingGraphs,
  buildLogProbabilityGraph,
  buildTrainGraph,
  dpoDefaults,
  dpoObjective,
  initialState,
  loadParameters,
  policyNetwork,
  scheduleFactor,
  sftObjective,
  type TrainGraph,
  transformerPolicy,
} from '@plackett/models'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { describeReference, readJson } from './support/reference.ts'
import { batchesIn, openRun, type ReferenceRun, weightsIn } from './support/reference-run.ts'
import { type Feeds, runnerOf } from './support/run-graph.ts'

const float = (value: number) => tensorFrom('float32', [], [value])
const int = (value: number) => tensorFrom('int64', [], [value])

function beginningOf(run: ReferenceRun) {
  const policy = transformerPolicy(run.architecture)
  const specs = policy.parameters
  const { parameters } = loadParameters({ ...run, place: run.folder, specs, seed: 1 })
  const decayed = specs.filter(({ decayFactor }) => decayFactor > 0).map(({ name }) => name)
  expect(decayed.sort()).toEqual([...run.config.decayed].sort())
  return { policy, parameters }
}

/** What a step of the run is fed beside its batch. */
function scalarsOf({ config, log }: ReferenceRun, at: number): Feeds {
  const schedule = { kind: 'linear', warmupSteps: config.warmup_steps, totalSteps: config.steps } as const
  const rate = config.settings.learning_rate * scheduleFactor(schedule, at)
  expect(Math.abs(rate - log[at]!.learning_rate)).toBeLessThan(1e-12)
  return { learning_rate: float(rate), step: int(at + 1) }
}

function nextOf(graph: TrainGraph, results: Record<string, Tensor>): Record<string, Tensor> {
  return Object.fromEntries(graph.state.map(({ name, next }) => [name, results[next]!]))
}

function expectClose(tensor: Tensor, expected: number, tolerance: number, what: string): void {
  expect(Math.abs(numbersOf(tensor)[0]! - expected), what).toBeLessThan(tolerance)
}

function expectWeights(folder: string, state: Feeds, tolerance: number): void {
  for (const [name, tensor] of weightsIn(folder, 'final/model.safetensors'))
    expect(largestDifference(numbersOf(state[name]!), numbersOf(tensor)), name).toBeLessThan(tolerance)
}

function labelsIn(batch: Feeds): number {
  const [texts, tokens] = batch.labels!.dims as [number, number]
  return numbersOf(batch.labels!).filter((label, at) => at % tokens > 0 && label !== -100 && at < texts * tokens).length
}

describeReference('reference/runs', () => {
  test('sft-llama: 32 steps of two batches each as TRL takes them', async () => {
    const run = await openRun('sft-llama', 'sft-llama/init')
    const { policy, parameters } = beginningOf(run)
    const network = policyNetwork(policy, sftObjective())
    const { gradient, update } = buildAccumulatingGraphs({ network, optimizer: adamW(adamWDefaults) })
    const [differentiate, move] = [await runnerOf(gradient.model), await runnerOf(update.model)]
    let state: Feeds = Object.fromEntries(initialState(update.state, 1, parameters))
    for (const [at, line] of run.log.entries()) {
      const micro = [0, 1].map((part) => run.batches[(2 * at + part) % run.batches.length]!)
      const items = float(micro.reduce((sum, batch) => sum + labelsIn(batch), 0))
      let sums: Feeds = Object.fromEntries(initialState(gradient.state, 1))
      let loss = 0
      for (const [part, batch] of micro.entries()) {
        const found = await differentiate({ ...batch, items, ...state, ...sums })
        expectClose(found.loss!, line.micro_losses[part]!, 1e-5, `loss of step ${line.step}, part ${part}`)
        loss += numbersOf(found.loss!)[0]!
        sums = nextOf(gradient, found)
      }
      expect(Math.abs(loss - line.loss), `loss of step ${line.step}`).toBeLessThan(1e-5)
      const found = await move({ ...state, ...sums, ...scalarsOf(run, at) })
      expectClose(found.gradient_norm!, line.grad_norm, 1e-5 * line.grad_norm, `norm of step ${line.step}`)
      state = nextOf(update, found)
    }
    expectWeights(run.folder, state, 5e-6)
  })

  test('dpo-llama: 32 steps as TRL takes them', async () => {
    const run = await openRun('dpo-llama', 'sft-llama/final')
    const { policy, parameters } = beginningOf(run)
    const settings = { ...dpoDefaults, beta: run.config.settings.beta }
    const graph = buildTrainGraph({
      network: policyNetwork(policy, dpoObjective(settings)),
      optimizer: adamW(adamWDefaults),
    })
    const step = await runnerOf(graph.model)
    const referenceOf = await runnerOf(buildLogProbabilityGraph({ policy, parameters }))
    let state: Feeds = Object.fromEntries(initialState(graph.state, 1, parameters))
    for (const [at, line] of run.log.entries()) {
      const { ref_logps, ...batch } = run.batches[at % run.batches.length]!
      const reference = (await referenceOf(batch)).completions!
      expect(largestDifference(numbersOf(reference), numbersOf(ref_logps!))).toBeLessThan(1e-3)
      const pairs = batch.input_ids!.dims[0]! / 2
      const rows = (from: number) =>
        tensorFrom(
          'int64',
          [pairs],
          Array.from({ length: pairs }, (_, pair) => from + pair),
        )
      const targets = { reference, chosen: rows(0), rejected: rows(pairs), step_share: float(1) }
      const found = await step({ ...batch, ...targets, ...state, ...scalarsOf(run, at) })
      expectClose(found.loss!, line.loss, 2e-5, `loss of step ${line.step}`)
      expectClose(found.gradient_norm!, line.grad_norm, 3e-5 * line.grad_norm, `norm of step ${line.step}`)
      const rewards = numbersOf(found.rewards!)
      const margin = rewards.reduce((sum, reward, text) => sum + (text < pairs ? reward : -reward), 0) / pairs
      expect(Math.abs(margin - line['rewards/margins']), `margin of step ${line.step}`).toBeLessThan(3e-5)
      state = nextOf(graph, found)
    }
    expectWeights(run.folder, state, 5e-6)

    const after = await runnerOf(buildLogProbabilityGraph({ policy, parameters: new Map(Object.entries(state)) }))
    const sums: number[][] = []
    for (const batch of batchesIn(run.folder, 'eval.safetensors'))
      sums.push(numbersOf((await after(batch)).completions!))
    const half = (which: 0 | 1) =>
      sums.flatMap((batch) => batch.slice((which * batch.length) / 2, ((which + 1) * batch.length) / 2))
    const expected = readJson<{ after: { chosen: number[]; rejected: number[] } }>(run.folder, 'eval.json').after
    expect(largestDifference(half(0), expected.chosen)).toBeLessThan(1e-3)
    expect(largestDifference(half(1), expected.rejected)).toBeLessThan(1e-3)
  })
})
