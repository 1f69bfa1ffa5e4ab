import { AppError } from '@plackett/contracts'
import {
  buildAccumulatingGraphs,
  buildLossGraph,
  initialState,
  type Optimizer,
  type TrainedNetwork,
  type TrainGraph,
} from '@plackett/models'
import type { Tensor as PlainTensor } from '@plackett/onnx'
import { Tensor } from 'onnxruntime-node'
import { GraphSession, tensorOf, tensorsOf } from '../run/session.ts'

type Feeds = Record<string, PlainTensor>
type State = Map<string, Tensor>

type Graphs = Record<'gradient' | 'update', TrainGraph>
type Sessions = Record<'gradient' | 'update' | 'loss', GraphSession>

interface PolicyTrainerSettings {
  readonly network: TrainedNetwork
  readonly optimizer: Optimizer
  readonly start: ReadonlyMap<string, PlainTensor>
  readonly seed: number
  readonly threads: number
}

/** A policy's training graphs in sessions: batches give gradients, which add up, and a step moves the weights by them. */
export class PolicyTrainer {
  readonly #graphs: Graphs
  readonly #sessions: Sessions
  readonly #sums: State
  readonly #state: State
  readonly #fixed: Record<string, Tensor>
  #steps = 0

  static async start(settings: PolicyTrainerSettings): Promise<PolicyTrainer> {
    const { network, optimizer, threads } = settings
    const graphs = buildAccumulatingGraphs({ network, optimizer })
    const open = (model: Uint8Array) => GraphSession.open(model, threads)
    const sessions = {
      gradient: await open(graphs.gradient.model),
      update: await open(graphs.update.model),
      loss: await open(buildLossGraph(network)),
    }
    return new PolicyTrainer(settings, graphs, sessions)
  }

  private constructor({ network, start, seed }: PolicyTrainerSettings, graphs: Graphs, sessions: Sessions) {
    this.#graphs = graphs
    this.#sessions = sessions
    const copied = ([name, { dims, data }]: [string, PlainTensor]) =>
      [name, new Tensor('float32', Float32Array.from(data as Float32Array), dims)] as const
    this.#sums = new Map([...initialState(graphs.gradient.state, seed)].map(copied))
    this.#state = new Map([...initialState(graphs.update.state, seed, start)].map(copied))
    const fixed = initialState(
      network.parameters.filter(({ isFrozen }) => isFrozen),
      seed,
      start,
    )
    this.#fixed = Object.fromEntries([...fixed].map(([name, tensor]) => [name, tensorOf(tensor)]))
  }

  get steps(): number {
    return this.#steps
  }

  /** The weights that are trained. */
  get trained(): Map<string, PlainTensor> {
    const names = this.#graphs.update.state.filter(({ isParameter }) => isParameter).map(({ name }) => name)
    return new Map(names.map((name) => [name, this.#state.get(name) as unknown as PlainTensor]))
  }

  /** Moves the weights once, by batches whose losses add up to that of the step, which is returned. */
  async step(batches: readonly Feeds[], learningRate: number, beforeEach: () => void): Promise<number> {
    for (const { data } of this.#sums.values()) (data as Float32Array).fill(0)
    let loss = 0
    for (const batch of batches) {
      beforeEach()
      const results = await this.#sessions.gradient.advance(this.#graphs.gradient, {
        feeds: { ...tensorsOf(batch), ...this.#weights() },
        state: this.#sums,
        isInPlace: true,
        wanted: ['loss'],
      })
      loss += results.loss!.data[0] as number
    }
    if (!Number.isFinite(loss)) throw new AppError('TRAINING_DIVERGED', { loss: String(loss), step: this.#steps + 1 })
    this.#steps++
    const scalars = {
      learning_rate: new Tensor('float32', [learningRate], []),
      step: new Tensor('int64', [BigInt(this.#steps)], []),
    }
    await this.#sessions.update.advance(this.#graphs.update, {
      feeds: { ...Object.fromEntries(this.#sums), ...scalars },
      state: this.#state,
      isInPlace: true,
      wanted: ['gradient_norm'],
    })
    return loss
  }

  /** The loss and the network's other results by the weights of now, without learning. */
  judge(batch: Feeds): Promise<Record<string, Tensor>> {
    return this.#sessions.loss.run({ ...tensorsOf(batch), ...this.#weights() })
  }

  async release(): Promise<void> {
    for (const session of Object.values(this.#sessions)) await session.release()
  }

  #weights(): Record<string, Tensor> {
    return { ...this.#fixed, ...Object.fromEntries(this.#state) }
  }
}
