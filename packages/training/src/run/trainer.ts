import { AppError } from '@plackett/contracts'
import {
  buildAccumulatingGraphs,
  buildForwardGraph,
  buildTrainGraph,
  initialState,
  type RewardObjective,
  rewardNetwork,
  type ScoringBatch,
  type TrainGraph,
} from '@plackett/models'
import type { Tensor as PlainTensor } from '@plackett/onnx'
import { Tensor } from 'onnxruntime-node'
import type { Recipe, Tensors } from '../backbone/backbone.ts'
import { GraphSession, tensorOf, tensorsOf } from './session.ts'

export type State = Map<string, Tensor>

export interface TrainerSettings {
  recipe: Recipe
  objective: RewardObjective
  /** Weights to begin with, by name; others come from the seed. */
  start: ReadonlyMap<string, PlainTensor>
  threads: number
}

/** Training graphs in sessions, with the state that they carry: one `step` moves the weights once. */
export class Trainer {
  readonly #settings: TrainerSettings
  readonly #graph: TrainGraph
  readonly #whole: GraphSession
  #parts: Accumulation | null = null
  #forward: GraphSession | null = null
  #fixed: State = new Map()
  #state: State = new Map()
  #steps = 0

  static async start(settings: TrainerSettings): Promise<Trainer> {
    const { recipe, objective, threads } = settings
    const graph = buildTrainGraph({ network: rewardNetwork(recipe.network, objective), optimizer: recipe.optimizer })
    return new Trainer(settings, graph, await GraphSession.open(graph.model, threads))
  }

  private constructor(settings: TrainerSettings, graph: TrainGraph, session: GraphSession) {
    this.#settings = settings
    this.#graph = graph
    this.#whole = session
  }

  get steps(): number {
    return this.#steps
  }

  get state(): ReadonlyMap<string, Tensor> {
    return this.#state
  }

  /** The weights that are trained. */
  get trained(): Map<string, PlainTensor> {
    const names = this.#graph.state.filter(({ isParameter }) => isParameter).map(({ name }) => name)
    return new Map(names.map((name) => [name, this.#state.get(name) as unknown as PlainTensor]))
  }

  /** Begins again from new weights. */
  reset(seed: number): void {
    const { start } = this.#settings
    const state = [...initialState(this.#graph.state, seed, start)]
    // Copied, because steps write over them.
    this.#state = new Map(
      state.map(([name, { dims, data }]) => [name, float32(Float32Array.from(data as Float32Array), dims)]),
    )
    this.#fix(seed)
    this.#steps = 0
  }

  /** Goes on from the state that an earlier trainer of the same settings and seed was in. */
  restore(steps: number, state: State, seed: number): void {
    this.#fix(seed)
    this.#state = state
    this.#steps = steps
  }

  /** Puts other values into weights. */
  overwrite(weights: State): void {
    for (const [name, { data }] of weights) (this.#state.get(name)!.data as Float32Array).set(data as Float32Array)
  }

  /** Learns from a batch, given in parts whose losses add up, and returns the loss from before the step. */
  async step(parts: readonly Tensors[], learningRate: number): Promise<number> {
    const scalars = {
      learning_rate: new Tensor('float32', [learningRate], []),
      step: new Tensor('int64', [BigInt(this.#steps + 1)], []),
    }
    const loss =
      parts.length === 1 ? await this.#wholeStep(parts[0]!, scalars) : await this.#partialSteps(parts, scalars)
    if (!Number.isFinite(loss)) throw new AppError('TRAINING_DIVERGED', { loss: String(loss), step: this.#steps + 1 })
    this.#steps++
    return loss
  }

  /** Rewards by the weights of now, by place. */
  async rewards(batches: readonly ScoringBatch[], count: number, beforeEach: () => void): Promise<Float64Array> {
    const { recipe, threads } = this.#settings
    this.#forward ??= await GraphSession.open(buildForwardGraph(recipe.network), threads)
    const weights = { ...Object.fromEntries(this.#fixed), ...Object.fromEntries(this.#state) }
    const rewards = new Float64Array(count)
    for (const { at, inputs } of batches) {
      beforeEach()
      const results = await this.#forward.run({ ...tensorsOf(inputs), ...weights })
      for (const [row, index] of at.entries()) rewards[index] = results.rewards!.data[row] as number
    }
    return rewards
  }

  async release(): Promise<void> {
    await this.#whole.release()
    await this.#forward?.release()
    await this.#parts?.release()
  }

  #fix(seed: number): void {
    if (this.#fixed.size > 0 || this.#graph.fixed.length === 0) return
    const fixed = initialState(this.#graph.fixed, seed, this.#settings.start)
    this.#fixed = new Map([...fixed].map(([name, tensor]) => [name, tensorOf(tensor)]))
  }

  async #wholeStep(batch: Tensors, scalars: Record<string, Tensor>): Promise<number> {
    const feeds = { ...tensorsOf(batch), ...Object.fromEntries(this.#fixed), ...scalars }
    const isInPlace = this.#settings.recipe.optimizer.maxGradientNorm !== null
    const { loss } = await this.#whole.advance(this.#graph, { feeds, state: this.#state, isInPlace, wanted: ['loss'] })
    return loss!.data[0] as number
  }

  async #partialSteps(parts: readonly Tensors[], scalars: Record<string, Tensor>): Promise<number> {
    const { recipe, objective, threads } = this.#settings
    const network = rewardNetwork(recipe.network, objective)
    this.#parts ??= await Accumulation.open(buildAccumulatingGraphs({ network, optimizer: recipe.optimizer }), threads)
    return this.#parts.step({ parts, scalars, fixed: this.#fixed, state: this.#state })
  }
}

interface PartialSteps {
  readonly parts: readonly Tensors[]
  readonly scalars: Record<string, Tensor>
  readonly fixed: State
  readonly state: State
}

/** The two graphs of a step in parts, and the sums of gradients between them. */
class Accumulation {
  readonly #graphs: ReturnType<typeof buildAccumulatingGraphs>
  readonly #sessions: { gradient: GraphSession; update: GraphSession }
  readonly #sums: State

  static async open(graphs: ReturnType<typeof buildAccumulatingGraphs>, threads: number): Promise<Accumulation> {
    const gradient = await GraphSession.open(graphs.gradient.model, threads)
    return new Accumulation(graphs, { gradient, update: await GraphSession.open(graphs.update.model, threads) })
  }

  private constructor(
    graphs: ReturnType<typeof buildAccumulatingGraphs>,
    sessions: { gradient: GraphSession; update: GraphSession },
  ) {
    this.#graphs = graphs
    this.#sessions = sessions
    this.#sums = new Map(
      graphs.gradient.state.map(({ name, dims }) => [name, float32(new Float32Array(sizeOf(dims)), dims)]),
    )
  }

  /** The losses of the parts, added. */
  async step({ parts, scalars, fixed, state }: PartialSteps): Promise<number> {
    for (const { data } of this.#sums.values()) (data as Float32Array).fill(0)
    let total = 0
    for (const part of parts) {
      const feeds = { ...tensorsOf(part), ...Object.fromEntries(fixed), ...Object.fromEntries(state) }
      const { loss } = await this.#sessions.gradient.advance(this.#graphs.gradient, {
        feeds,
        state: this.#sums,
        isInPlace: true,
        wanted: ['loss'],
      })
      total += loss!.data[0] as number
    }
    const feeds = { ...Object.fromEntries(this.#sums), ...scalars }
    await this.#sessions.update.advance(this.#graphs.update, {
      feeds,
      state,
      isInPlace: true,
      wanted: ['gradient_norm'],
    })
    return total
  }

  async release(): Promise<void> {
    await this.#sessions.gradient.release()
    await this.#sessions.update.release()
  }
}

function float32(data: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor('float32', data, dims)
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}
