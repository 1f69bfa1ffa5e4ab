import { gradients } from '@plackett/autodiff'
import {
  type GrpoSettings,
  groupAdvantages,
  grpoDefaults,
  grpoObjective,
  policyNetwork,
  readArchitecture,
  readModelJson,
  transformerPolicy,
} from '@plackett/models'
import { GraphBuilder, type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, largestOf, numbersOf } from './support/differences.ts'
import { describeReference, readJson } from './support/reference.ts'
import { filesOf } from './support/reference-model.ts'
import { weightsIn, widened } from './support/reference-run.ts'
import { type Feeds, runGraph } from './support/run-graph.ts'

interface StepOfForm {
  loss_float64: number
  gradient_norm_float64: number
  metrics: { kl: number; 'clip_ratio/region_mean': number }
}

const steps = ['step-first-pass', 'step-second-pass']
const clip = { low: 0.2, high: 0.28 }
const forms: Record<string, GrpoSettings['form']> = {
  grpo: 'grpo',
  bnpo: 'bnpo',
  dr_grpo: { drGrpo: 24 },
  dapo: 'dapo',
}

/** Columns of the prompts before those of the completions. */
function joined(prompts: Tensor, completions: Tensor): Tensor {
  const [texts, before] = prompts.dims as [number, number]
  const after = completions.dims[1]!
  const [left, right] = [numbersOf(prompts), numbersOf(completions)]
  const rows = Array.from({ length: texts }, (_, text) => [
    ...left.slice(text * before, (text + 1) * before),
    ...right.slice(text * after, (text + 1) * after),
  ])
  const type = completions.type === 'float32' ? 'float32' : 'int64'
  return tensorFrom(type, [texts, before + after], rows.flat())
}

function feedsOf(batch: ReadonlyMap<string, Tensor>): Feeds {
  const get = (name: string) => batch.get(name)!
  const mask = get('prompt_mask')
  const none = tensorFrom(
    'float32',
    mask.dims,
    numbersOf(mask).map(() => 0),
  )
  return {
    input_ids: joined(get('prompt_ids'), get('completion_ids')),
    attention_mask: joined(mask, get('completion_mask')),
    completion_mask: joined(widened(none), widened(get('completion_mask'))),
    old_log_probabilities: joined(none, get('old_per_token_logps')),
    reference_log_probabilities: joined(none, get('ref_per_token_logps')),
    advantages: get('advantages'),
    items: tensorFrom('float32', [], numbersOf(get('num_items_in_batch'))),
    step_share: tensorFrom('float32', [], [1]),
  }
}

describeReference('reference/rl', () => {
  const cases = steps.flatMap((step) => Object.keys(forms).map((form) => [step, form] as const))
  test.each(cases)('%s, %s: loss, log-probabilities and the gradient of a whole model', async (step, form) => {
    const folder = `reference/rl/${step}`
    const batch = weightsIn(folder, 'batch.safetensors')
    const config = await readModelJson(filesOf('reference/runs/sft-llama/final'), 'config.json')
    const settings = { ...grpoDefaults, clip, form: forms[form]! }
    const { inputs, parameters, build } = policyNetwork(
      transformerPolicy(readArchitecture(config, step)),
      grpoObjective(settings),
    )
    const g = new GraphBuilder()
    const declared = Object.fromEntries(inputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
    const weights = parameters.map(({ name, dims }) => g.input(name, 'float32', dims))
    const { loss, results } = build(g, declared, Object.fromEntries(weights.map((weight) => [weight.name, weight])))
    const found = gradients(g, loss, weights)
    for (const [name, value] of Object.entries({ loss, ...results })) g.output(value, name)
    for (const [at, { name }] of parameters.entries()) g.output(found[at]!, `grad.${name}`)
    const outputs = await runGraph(g, {
      ...feedsOf(batch),
      ...Object.fromEntries(weightsIn(folder, 'model.safetensors')),
    })

    const expected = readJson<Record<string, StepOfForm>>(folder, 'step.json')[form]!
    const number = (name: string) => numbersOf(outputs[name]!)[0]!
    expect(Math.abs(number('loss') - expected.loss_float64)).toBeLessThan(1e-6)
    expect(Math.abs(number('kl') - expected.metrics.kl)).toBeLessThan(1e-5)
    expect(Math.abs(number('clipped') - expected.metrics['clip_ratio/region_mean'])).toBeLessThan(1e-6)
    const squares = parameters.map(({ name }) => numbersOf(outputs[`grad.${name}`]!).reduce((sum, x) => sum + x * x, 0))
    const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0))
    expect(Math.abs(norm - expected.gradient_norm_float64) / expected.gradient_norm_float64).toBeLessThan(1e-5)

    const real = numbersOf(batch.get('completion_mask')!)
    const completionPart = (tensor: Tensor) => {
      const [texts, tokens] = tensor.dims as [number, number]
      const from = tokens - real.length / texts
      return numbersOf(tensor).filter((_, at) => at % tokens >= from)
    }
    const ours = completionPart(outputs.log_probabilities!).map((x, at) => x * real[at]!)
    const theirs = numbersOf(batch.get('logps')!).map((x, at) => x * real[at]!)
    expect(largestDifference(ours, theirs)).toBeLessThan(1e-5)

    if (form !== 'grpo') return
    const wanted = weightsIn(folder, 'gradient.grpo.safetensors')
    const largest = Math.max(...[...wanted.values()].map((tensor) => largestOf(numbersOf(tensor))))
    for (const [name, tensor] of wanted)
      expect(largestDifference(numbersOf(outputs[`grad.${name}`]!), numbersOf(tensor)), name).toBeLessThan(
        1e-5 * largest,
      )
  })

  test.each(steps)('%s: advantages from rewards', async (step) => {
    const batch = weightsIn(`reference/rl/${step}`, 'batch.safetensors')
    const [rewards, advantages, group] = ['rewards', 'advantages', 'group'].map((name) => numbersOf(batch.get(name)!))
    const order = group!.map((_, at) => at).sort((a, b) => group![a]! - group![b]! || a - b)
    const dims = [new Set(group).size, group!.length / new Set(group).size]
    const g = new GraphBuilder()
    g.output(groupAdvantages(g, g.input('rewards', 'float32', dims), 'group'), 'advantages')
    const given = tensorFrom(
      'float32',
      dims,
      order.map((at) => rewards![at]!),
    )
    const found = numbersOf((await runGraph(g, { rewards: given })).advantages!)
    const expected = order.map((at) => advantages![at]!)
    expect(largestDifference(found, expected)).toBeLessThan(2e-5)
  })
})
