import { AppError, type ReinforcementConfig } from '@plackett/contracts'
import {
  type Architecture,
  adamW,
  adamWDefaults,
  buildDecodeGraph,
  buildLogProbabilityGraph,
  buildTrainGraph,
  grpoDefaults,
  grpoObjective,
  initialState,
  loraDefaults,
  mergeLora,
  policyNetwork,
  rlooObjective,
  type TrainGraph,
  transformerPolicy,
} from '@plackett/models'
import { type Tensor as PlainTensor, tensorOf } from '@plackett/onnx'
import { InferenceSession, Tensor } from 'onnxruntime-node'

export type Weights = ReadonlyMap<string, PlainTensor>

export interface StepResult {
  readonly loss: number
  readonly gradientNorm: number
  readonly clippedShare: number
}

const options: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 }

/** The policy's training graph in a session, with the weights and moments that it carries from step to step. */
export class Learner {
  readonly #architecture: Architecture
  readonly #config: ReinforcementConfig
  readonly #graph: TrainGraph
  readonly #session: InferenceSession
  #fixed: Map<string, Tensor>
  #state: Map<string, Tensor>
  #steps = 0

  static async start(architecture: Architecture, weights: Weights, config: ReinforcementConfig): Promise<Learner> {
    const policy = transformerPolicy(architecture, { lora: loraOf(config) })
    const clip = { low: config.clipLow, high: config.clipHigh }
    const objective =
      config.algorithm === 'grpo' ? grpoObjective({ ...grpoDefaults, clip, beta: config.beta }) : rlooObjective(clip)
    const optimizer = adamW({ ...adamWDefaults, weightDecay: 0 })
    const graph = buildTrainGraph({ network: policyNetwork(policy, objective), optimizer })
    const session = await InferenceSession.create(graph.model, options)
    return new Learner({ architecture, config, graph, session, weights })
  }

  private constructor(parts: {
    architecture: Architecture
    config: ReinforcementConfig
    graph: TrainGraph
    session: InferenceSession
    weights: Weights
  }) {
    this.#architecture = parts.architecture
    this.#config = parts.config
    this.#graph = parts.graph
    this.#session = parts.session
    const begin = (specs: Parameters<typeof initialState>[0]) =>
      new Map([...initialState(specs, parts.config.seed, parts.weights)].map(([name, tensor]) => [name, fed(tensor)]))
    this.#fixed = begin(parts.graph.fixed)
    this.#state = begin(parts.graph.state)
  }

  get steps(): number {
    return this.#steps
  }

  /** Everything that a later learner needs to go on. */
  get state(): Map<string, PlainTensor> {
    return plainOf(this.#state)
  }

  restore(steps: number, state: Weights): void {
    this.#steps = steps
    this.#state = new Map([...state].map(([name, tensor]) => [name, fed(tensor)]))
  }

  /** The policy's weights of now, with what LoRA added put in. */
  weights(): Weights {
    const moved = this.#graph.state.filter(({ isParameter }) => isParameter)
    const all = plainOf(new Map([...this.#fixed, ...moved.map(({ name }) => [name, this.#state.get(name)!] as const)]))
    const lora = loraOf(this.#config)
    return lora ? mergeLora(all, lora) : all
  }

  decodeGraph() {
    return buildDecodeGraph({ architecture: this.#architecture, parameters: this.weights() })
  }

  logProbabilityGraph(): Uint8Array {
    return buildLogProbabilityGraph({ policy: transformerPolicy(this.#architecture), parameters: this.weights() })
  }

  /** Throws TRAINING_DIVERGED where the loss is no number. */
  async step(batch: Record<string, Tensor>, learningRate: number): Promise<StepResult> {
    const scalars = {
      learning_rate: new Tensor('float32', [learningRate], []),
      step: new Tensor('int64', [BigInt(this.#steps + 1)], []),
    }
    const feeds = { ...batch, ...Object.fromEntries(this.#fixed), ...Object.fromEntries(this.#state), ...scalars }
    const known = this.#session.inputNames.map((name) => [name, feeds[name as keyof typeof feeds]!])
    const results = await this.#session.run(Object.fromEntries(known))
    const number = (name: string) => (results[name]?.data[0] as number | undefined) ?? 0
    const loss = number('loss')
    if (!Number.isFinite(loss)) throw new AppError('TRAINING_DIVERGED', { loss: String(loss), step: this.#steps + 1 })
    this.#state = new Map(this.#graph.state.map(({ name, next }) => [name, results[next]!]))
    this.#steps++
    return { loss, gradientNorm: number('gradient_norm'), clippedShare: number('clipped') }
  }

  async release(): Promise<void> {
    await this.#session.release()
  }
}

function loraOf({ loraRank }: ReinforcementConfig) {
  return loraRank === null ? null : { ...loraDefaults, rank: loraRank, alpha: 2 * loraRank }
}

function fed({ dims, data }: PlainTensor): Tensor {
  return new Tensor('float32', data as Float32Array, dims)
}

function plainOf(tensors: ReadonlyMap<string, Tensor>): Map<string, PlainTensor> {
  return new Map(
    [...tensors].map(([name, { dims, data }]) => [name, tensorOf('float32', [...dims], data as Float32Array)]),
  )
}
