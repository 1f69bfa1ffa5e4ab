import { gradients } from '@plackett/autodiff'
import { encodeModel, GraphBuilder, type Tensor } from '@plackett/onnx'
import type { InputSpec, NamedValues, RewardBackbone } from './backbone.ts'
import type { RewardObjective } from './losses/objective.ts'
import { clipGradients } from './optimizers/clip-gradients.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { type Initial, initialTensor } from './parameter.ts'

/** A tensor (float32) that the loop carries from one step to the next: fed in as `name`, given back as `next`. */
export interface StateSpec {
  readonly name: string
  readonly next: string
  readonly dims: readonly number[]
  readonly initial: Initial
  /** Whether it is a weight of the model, rather than the optimizer's. */
  readonly isParameter: boolean
}

export interface RewardTrainGraph {
  /** The ONNX file. One run of it is one whole training step. */
  readonly model: Uint8Array
  /** The batch's tensors; beside them, feed `learning_rate` (float32 []) and `step` (int64 [], from 1). */
  readonly batchInputs: readonly InputSpec[]
  readonly state: readonly StateSpec[]
  /** Results beside the state: `loss` [], `gradient_norm` [] before clipping, `rewards` [texts], all before the update. */
  readonly outputs: readonly ['loss', 'gradient_norm', 'rewards']
}

export interface RewardTrainSettings {
  readonly backbone: RewardBackbone
  readonly objective: RewardObjective
  readonly optimizer: Optimizer
}

/** Forward pass, loss, backward pass, clipping and update of a reward model as one graph. */
export function buildRewardTrainGraph({ backbone, objective, optimizer }: RewardTrainSettings): RewardTrainGraph {
  const g = new GraphBuilder()
  const batchInputs = [...backbone.inputs, ...objective.inputs]
  const inputs = declare(g, batchInputs)
  const state = stateOf(backbone, optimizer)
  const carried = declare(
    g,
    state.map(({ name, dims }) => ({ name, type: 'float32', shape: dims })),
  )
  const learningRate = g.input('learning_rate', 'float32', [])
  const step = g.input('step', 'int64', [])

  const rewards = g.scope(backbone.name, () => backbone.rewards(g, inputs, carried))
  const loss = g.scope(objective.name, () => objective.loss(g, rewards, inputs))
  const parameters = backbone.parameters.map(({ name }) => carried[name]!)
  const raw = gradients(g, loss, parameters).map((gradient, at) => {
    // Exactly 0, where rounding would leave 1e−9 and Adam would make full steps of that.
    const isZero = objective.isShiftInvariant && backbone.parameters[at]!.isOffset
    return isZero ? g.fill(gradient.shape, 0, gradient.type) : gradient
  })
  for (const [at, gradient] of raw.entries()) g.name(gradient, `${parameters[at]!.name}.grad`)
  const { norm, factor } = g.scope('clip', () => clipGradients(g, raw, optimizer.maxGradientNorm))

  g.output(loss, 'loss')
  g.output(norm, 'gradient_norm')
  g.output(rewards, 'rewards')
  const update = g.scope('optimizer', () => optimizer.prepare(g, learningRate, step))
  for (const [at, spec] of backbone.parameters.entries()) {
    const slots = optimizer.slots.map((slot) => carried[`${spec.name}.${slot}`]!)
    const inputsOfUpdate = { spec, parameter: parameters[at]!, gradient: raw[at]!, clipping: factor, slots }
    const next = g.scope(`optimizer/${spec.name}`, () => update(inputsOfUpdate))
    g.output(next.parameter, nextName(spec.name))
    for (const [index, slot] of next.slots.entries()) g.output(slot, nextName(slots[index]!.name))
  }
  return {
    model: encodeModel(g.build('reward-training-step')),
    batchInputs,
    state,
    outputs: ['loss', 'gradient_norm', 'rewards'],
  }
}

/** The state before the first step, by name: new parameters from the seed, or those handed in; the optimizer's at 0. */
export function initialState(
  state: readonly StateSpec[],
  seed: number,
  trained: ReadonlyMap<string, Tensor> = new Map(),
): Map<string, Tensor> {
  return new Map(state.map((spec) => [spec.name, trained.get(spec.name) ?? initialTensor(spec, seed)]))
}

/** Declares inputs and returns them by name. */
export function declare(g: GraphBuilder, specs: readonly InputSpec[]): NamedValues {
  return Object.fromEntries(specs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
}

function stateOf(backbone: RewardBackbone, optimizer: Optimizer): StateSpec[] {
  return backbone.parameters.flatMap(({ name, dims, initial }) => [
    { name, next: nextName(name), dims, initial, isParameter: true },
    ...optimizer.slots.map((slot) => ({
      name: `${name}.${slot}`,
      next: nextName(`${name}.${slot}`),
      dims,
      initial: { kind: 'constant', value: 0 } as const,
      isParameter: false,
    })),
  ])
}

function nextName(name: string): string {
  return `${name}.next`
}
