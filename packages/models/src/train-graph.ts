import { gradients } from '@plackett/autodiff'
import { encodeModel, GraphBuilder, type Tensor, type Value } from '@plackett/onnx'
import type { InputSpec, NamedValues, RewardBackbone } from './backbone.ts'
import type { RewardObjective } from './losses/objective.ts'
import { rewardNetwork, type TrainedNetwork } from './network.ts'
import { clipGradients } from './optimizers/clip-gradients.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { type Initial, initialTensor, type ParameterSpec } from './parameter.ts'

/** A tensor (float32) that the loop feeds in as `name`. */
export interface TensorSpec {
  readonly name: string
  readonly dims: readonly number[]
  readonly initial: Initial
}

/** One that it carries from one step to the next: fed in as `name`, given back as `next`. */
export interface StateSpec extends TensorSpec {
  readonly next: string
  /** Whether it is a weight of the model, rather than the optimizer's. */
  readonly isParameter: boolean
}

export interface TrainGraph {
  /** The ONNX file. */
  readonly model: Uint8Array
  /** The batch's tensors; beside them, a graph that moves weights takes `learning_rate` (float32 []) and `step` (int64 [], from 1). */
  readonly batchInputs: readonly InputSpec[]
  readonly state: readonly StateSpec[]
  /** Tensors that it reads and leaves as they are: frozen weights, and whatever another graph carries on. */
  readonly fixed: readonly TensorSpec[]
  /** Results beside the state: the network's own, before any update, `loss` [] and `gradient_norm` [] before clipping. */
  readonly outputs: readonly string[]
}

export interface TrainSettings {
  readonly network: TrainedNetwork
  readonly optimizer: Optimizer
}

/** Forward pass, loss, backward pass, clipping and update as one graph: one run is one whole step. */
export function buildTrainGraph({ network, optimizer }: TrainSettings): TrainGraph {
  const g = new GraphBuilder()
  const trained = network.parameters.filter(({ isFrozen = false }) => !isFrozen)
  const fixed = network.parameters.filter(({ isFrozen = false }) => isFrozen)
  const inputs = declare(g, network.inputs)
  const state = stateOf(trained, optimizer.slots)
  const carried = declareTensors(g, state)
  const read = declareTensors(g, fixed)
  const scalars = declareScalars(g)
  const { results, raw } = differentiate(g, { network, trained, inputs, parameters: { ...carried, ...read } })
  const norm = update(g, { optimizer, trained, carried, raw, ...scalars })
  const outputs = giveBack(g, { ...results, gradient_norm: norm })
  return {
    model: encodeModel(g.build(`${network.name}-training-step`)),
    batchInputs: network.inputs,
    state,
    fixed,
    outputs,
  }
}

/**
 * A step over several batches: `gradient` is run for each and adds its gradient to `<weight>.grad_sum`, which begins at 0;
 * `update` then moves the weights by the sums. The losses of the batches add up to that of the step, so targets must be
 * weighted over all of it: a mean of the means of unequal batches would be another loss.
 */
export function buildAccumulatingGraphs(settings: TrainSettings): { gradient: TrainGraph; update: TrainGraph } {
  const trained = settings.network.parameters.filter(({ isFrozen = false }) => !isFrozen)
  const zero = { kind: 'constant', value: 0 } as const
  const sums = trained.map(({ name, dims }) => {
    return { name: sumName(name), next: nextName(sumName(name)), dims, initial: zero, isParameter: false }
  })
  return { gradient: gradientGraph(settings, sums), update: updateGraph(settings, sums) }
}

function gradientGraph({ network }: TrainSettings, state: readonly StateSpec[]): TrainGraph {
  const g = new GraphBuilder()
  const trained = network.parameters.filter(({ isFrozen = false }) => !isFrozen)
  const inputs = declare(g, network.inputs)
  const sums = declareTensors(g, state)
  const parameters = declareTensors(g, network.parameters)
  const { results, raw } = differentiate(g, { network, trained, inputs, parameters })
  const outputs = giveBack(g, results)
  for (const [at, { name, next }] of state.entries()) g.output(g.add(sums[name]!, raw[at]!), next)
  const model = encodeModel(g.build(`${network.name}-gradient`))
  return { model, batchInputs: network.inputs, state, fixed: network.parameters, outputs }
}

function updateGraph({ network, optimizer }: TrainSettings, fixed: readonly TensorSpec[]): TrainGraph {
  const g = new GraphBuilder()
  const trained = network.parameters.filter(({ isFrozen = false }) => !isFrozen)
  const state = stateOf(trained, optimizer.slots)
  const carried = declareTensors(g, state)
  const sums = declareTensors(g, fixed)
  const raw = trained.map(({ name }) => sums[sumName(name)]!)
  const norm = update(g, { optimizer, trained, carried, raw, ...declareScalars(g) })
  const outputs = giveBack(g, { gradient_norm: norm })
  return { model: encodeModel(g.build(`${network.name}-update`)), batchInputs: [], state, fixed, outputs }
}

interface Differentiated {
  readonly network: TrainedNetwork
  readonly trained: readonly ParameterSpec[]
  readonly inputs: NamedValues
  readonly parameters: NamedValues
}

function differentiate(
  g: GraphBuilder,
  { network, trained, inputs, parameters }: Differentiated,
): { results: Record<string, Value>; raw: Value[] } {
  const { loss, results } = network.build(g, inputs, parameters)
  const values = trained.map(({ name }) => parameters[name]!)
  const raw = gradients(g, loss, values).map((gradient, at) =>
    // Exactly 0, where rounding would leave 1e−9 and Adam would make full steps of that.
    network.isFlat?.(trained[at]!) ? g.fill(gradient.shape, 0, gradient.type) : gradient,
  )
  for (const [at, gradient] of raw.entries()) g.name(gradient, `${trained[at]!.name}.grad`)
  return { results: { loss, ...results }, raw }
}

interface UpdateSettings extends Scalars {
  readonly optimizer: Optimizer
  readonly trained: readonly ParameterSpec[]
  readonly carried: NamedValues
  readonly raw: readonly Value[]
}

/** Clips, moves every weight and gives back the next state; returns the norm before clipping. */
function update(g: GraphBuilder, { optimizer, trained, carried, raw, learningRate, step }: UpdateSettings): Value {
  const { norm, factor } = g.scope('clip', () => clipGradients(g, raw, optimizer.maxGradientNorm))
  const rule = g.scope('optimizer', () => optimizer.prepare(g, learningRate, step))
  for (const [at, spec] of trained.entries()) {
    const parameter = carried[spec.name]!
    const slots = optimizer.slots.map((slot) => carried[`${spec.name}.${slot}`]!)
    const inputs = { spec, parameter, gradient: raw[at]!, clipping: factor, slots }
    const next = g.scope(`optimizer/${spec.name}`, () => rule(inputs))
    g.output(next.parameter, nextName(spec.name))
    for (const [index, slot] of next.slots.entries()) g.output(slot, nextName(slots[index]!.name))
  }
  return norm
}

export interface RewardTrainSettings {
  readonly backbone: RewardBackbone
  readonly objective: RewardObjective
  readonly optimizer: Optimizer
}

/** A whole training step of a reward model, which also gives back `rewards` [texts]. */
export function buildRewardTrainGraph({ backbone, objective, optimizer }: RewardTrainSettings): TrainGraph {
  return buildTrainGraph({ network: rewardNetwork(backbone, objective), optimizer })
}

/** A network's results and loss without anything that learns; its parameters are inputs. */
export function buildLossGraph(network: TrainedNetwork): Uint8Array {
  const g = new GraphBuilder()
  const { loss, results } = network.build(g, declare(g, network.inputs), declareTensors(g, network.parameters))
  giveBack(g, { loss, ...results })
  return encodeModel(g.build(`${network.name}-loss`))
}

/** Tensors to begin with, by name: new weights from the seed, or those handed in; the optimizer's at 0. */
export function initialState(
  state: readonly TensorSpec[],
  seed: number,
  trained: ReadonlyMap<string, Tensor> = new Map(),
): Map<string, Tensor> {
  return new Map(state.map((spec) => [spec.name, trained.get(spec.name) ?? initialTensor(spec, seed)]))
}

/** Declares inputs and returns them by name. */
export function declare(g: GraphBuilder, specs: readonly InputSpec[]): NamedValues {
  return Object.fromEntries(specs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
}

function declareTensors(g: GraphBuilder, specs: readonly TensorSpec[]): NamedValues {
  return declare(
    g,
    specs.map(({ name, dims }) => ({ name, type: 'float32', shape: dims })),
  )
}

interface Scalars {
  readonly learningRate: Value
  readonly step: Value
}

function declareScalars(g: GraphBuilder): Scalars {
  return { learningRate: g.input('learning_rate', 'float32', []), step: g.input('step', 'int64', []) }
}

function giveBack(g: GraphBuilder, results: Readonly<Record<string, Value>>): string[] {
  for (const [name, value] of Object.entries(results)) g.output(value, name)
  return Object.keys(results)
}

function stateOf(trained: readonly ParameterSpec[], slots: readonly string[]): StateSpec[] {
  return trained.flatMap(({ name, dims, initial }) => [
    { name, next: nextName(name), dims, initial, isParameter: true },
    ...slots.map((slot) => ({
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

function sumName(name: string): string {
  return `${name}.grad_sum`
}
