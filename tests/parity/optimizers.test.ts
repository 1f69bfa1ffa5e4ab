import {
  adamW,
  adamWDefaults,
  clipGradients,
  type Optimizer,
  readSafetensors,
  type Schedule,
  scheduleFactor,
  sgd,
} from '@plackett/models'
import { GraphBuilder, type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, largestOf, numbersOf } from './support/differences.ts'
import { describeReference, readBytes, readJson } from './support/reference.ts'
import { type Feeds, runnerOf } from './support/run-graph.ts'

interface Golden {
  decayed: string[]
  runs: Record<string, { learning_rates: number[]; grad_norms_before_clipping?: number[] }>
  schedules: { name: Schedule['kind'] | 'constant_with_warmup'; warmup: number; total: number; factors: number[] }[]
}

const plain = { ...adamWDefaults, maxGradientNorm: null }
const optimizers: Record<string, { optimizer: Optimizer; decaysAll?: boolean }> = {
  adamw: { optimizer: adamW(plain) },
  'adamw-one-group': { optimizer: adamW(plain), decaysAll: true },
  'adamw-betas-.9-.95-eps-1e-6': { optimizer: adamW({ ...plain, beta2: 0.95, epsilon: 1e-6 }) },
  'adamw-clip': { optimizer: adamW(adamWDefaults) },
  'adamw-clip-warmup-linear': { optimizer: adamW(adamWDefaults) },
  'adamw-clip-warmup-cosine': { optimizer: adamW(adamWDefaults) },
  sgd: { optimizer: sgd({ momentum: 0.9, nesterov: false, weightDecay: 0, maxGradientNorm: null }) },
  // Its README says no decay, but the script that made it decays the matrices by 0.01 in every run but `sgd`.
  'sgd-nesterov': { optimizer: sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.01, maxGradientNorm: null }) },
}

describeReference('reference/optimizers', () => {
  const golden = readJson<Golden>('reference/optimizers/golden.json')
  const { tensors } = readSafetensors(readBytes('reference/optimizers/golden.safetensors'), 'golden.safetensors')
  const names = [...tensors.keys()].filter((name) => name.startsWith('weight.')).map((name) => name.slice(7))

  test('every run of the folder is compared', () => {
    expect(Object.keys(optimizers).sort()).toEqual(Object.keys(golden.runs).sort())
  })

  test.each(Object.keys(optimizers))('%s', async (run) => {
    const { optimizer, decaysAll = false } = optimizers[run]!
    const { learning_rates: rates, grad_norms_before_clipping: norms } = golden.runs[run]!
    const step = await runnerOf(updateGraph(optimizer, (name) => decaysAll || golden.decayed.includes(name)))
    let state: Feeds = Object.fromEntries(
      names.flatMap((name) => {
        const { dims, data } = tensors.get(`weight.${name}`)!
        const slots = optimizer.slots.map((slot) => [`${name}.${slot}`, zeros(dims)])
        return [[name, tensorFrom('float32', dims, numbers(data))], ...slots]
      }),
    )
    for (const [at, rate] of rates.entries()) {
      const scalars = { rate: tensorFrom('float32', [], [rate]), step: tensorFrom('int64', [], [at + 1]) }
      const given = names.map((name) => [`${name}.grad`, entryOf(tensors.get(`gradient.${name}`)!, at)])
      const { norm, ...next } = await step({ ...state, ...scalars, ...Object.fromEntries(given) })
      state = Object.fromEntries(Object.entries(next).map(([name, tensor]) => [name.replace(/\.next$/, ''), tensor]))
      if (norms) expect(Math.abs(numbersOf(norm!)[0]! - norms[at]!)).toBeLessThan(2e-6 * Math.max(1, norms[at]!))
      for (const name of names) {
        const expected = numbersOf(entryOf(tensors.get(`${run}.float64.${name}`)!, at))
        expect(largestDifference(numbersOf(state[name]!), expected), `${name}, step ${at + 1}`).toBeLessThan(2e-6)
      }
    }
    for (const [name, slot] of names.flatMap((each) => optimizer.slots.map((slot) => [each, slot] as const))) {
      const expected = numbers(tensors.get(`${run}.float64.${slot}.${name}`)!.data)
      const tolerance = 2e-6 * Math.max(1, largestOf(expected))
      expect(largestDifference(numbersOf(state[`${name}.${slot}`]!), expected), `${name}.${slot}`).toBeLessThan(
        tolerance,
      )
    }
  })

  test.each(golden.schedules)('schedule $name, $warmup of $total', ({ name, warmup, total, factors }) => {
    const kind = name === 'constant_with_warmup' ? 'constant' : name
    const schedule = { kind, warmupSteps: warmup, totalSteps: total }
    for (const [step, factor] of factors.entries())
      expect(Math.abs(scheduleFactor(schedule, step) - factor)).toBeLessThan(1e-15)
  })

  function updateGraph(optimizer: Optimizer, decays: (name: string) => boolean): GraphBuilder {
    const g = new GraphBuilder()
    const dims = (name: string) => tensors.get(`weight.${name}`)!.dims
    const raw = names.map((name) => g.input(`${name}.grad`, 'float32', dims(name)))
    const { norm, factor } = clipGradients(g, raw, optimizer.maxGradientNorm)
    const update = optimizer.prepare(g, g.input('rate', 'float32', []), g.input('step', 'int64', []))
    g.output(norm, 'norm')
    for (const [at, name] of names.entries()) {
      const initial = { kind: 'constant', value: 0 } as const
      const spec = { name, dims: dims(name), initial, learningRateFactor: 1, decayFactor: decays(name) ? 1 : 0 }
      const slots = optimizer.slots.map((slot) => g.input(`${name}.${slot}`, 'float32', dims(name)))
      const parameter = g.input(name, 'float32', dims(name))
      const next = update({ spec, parameter, gradient: raw[at]!, clipping: factor, slots })
      g.output(next.parameter, `${name}.next`)
      for (const [index, slot] of next.slots.entries()) g.output(slot, `${slots[index]!.name}.next`)
    }
    return g
  }
})

function numbers(data: Tensor['data']): number[] {
  return Array.from(data as Float64Array, Number)
}

function zeros(dims: readonly number[]): Tensor {
  return tensorFrom('float32', dims, new Float32Array(dims.reduce((product, dim) => product * dim, 1)))
}

/** One entry along the first axis, in float32. */
function entryOf({ dims, data }: Tensor, at: number): Tensor {
  const size = data.length / dims[0]!
  return tensorFrom('float32', dims.slice(1), numbers(data).slice(at * size, (at + 1) * size))
}
