import { AppError } from '@plackett/contracts'
import {
  buildRewardTrainGraph,
  buildScoreGraph,
  initialState,
  type NgramVector,
  ngramBatch,
  type TrainGraph,
} from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { RankedRow } from './ranked-texts.ts'
import type { Recipe } from './recipe.ts'
import { sessionOptions, tensorsOf } from './session.ts'

export type State = Map<string, Tensor>

/** The training graph in a session: one `step` is one run of it. */
export class Trainer {
  readonly #graph: TrainGraph
  readonly #session: InferenceSession
  readonly #recipe: Recipe
  readonly #vectors: readonly NgramVector[]
  #state: State = new Map()
  #steps = 0

  static async start(recipe: Recipe, vectors: readonly NgramVector[]): Promise<Trainer> {
    const graph = buildRewardTrainGraph(recipe)
    return new Trainer(recipe, vectors, graph, await InferenceSession.create(graph.model, sessionOptions))
  }

  private constructor(recipe: Recipe, vectors: readonly NgramVector[], graph: TrainGraph, session: InferenceSession) {
    this.#recipe = recipe
    this.#vectors = vectors
    this.#graph = graph
    this.#session = session
  }

  get steps(): number {
    return this.#steps
  }

  get state(): ReadonlyMap<string, Tensor> {
    return this.#state
  }

  /** Begins again from new weights. */
  reset(seed: number): void {
    this.restore(0, new Map(Object.entries(tensorsOf(Object.fromEntries(initialState(this.#graph.state, seed))))))
  }

  restore(steps: number, state: State): void {
    this.#steps = steps
    this.#state = state
  }

  /** Learns from a batch and returns its mean loss per ranking, before the step. */
  async step(rankings: readonly RankedRow[]): Promise<number> {
    const results = await this.#session.run({ ...this.#batch(rankings), ...Object.fromEntries(this.#state) })
    const loss = results.loss!.data[0] as number
    if (!Number.isFinite(loss)) throw new AppError('TRAINING_DIVERGED', { loss: String(loss), step: this.#steps + 1 })
    this.#state = new Map(this.#graph.state.map(({ name, next }) => [name, results[next]!]))
    this.#steps++
    return loss
  }

  /** The graph that scores with the weights of now. */
  scoreGraph(offset = 0): Uint8Array {
    const parameters = new Map(
      [...this.#state].map(([name, { dims, data }]) => [
        name,
        { type: 'float32' as const, dims, data: data as Float32Array },
      ]),
    )
    return buildScoreGraph({ backbone: this.#recipe.backbone, parameters, offset })
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  #batch(rankings: readonly RankedRow[]): Record<string, Tensor> {
    const rows = new Map<number, number>()
    const rowOf = (text: number) => {
      if (!rows.has(text)) rows.set(text, rows.size)
      return rows.get(text)!
    }
    const ranked = rankings.map(({ texts, ranks, weight }) => ({ texts: texts.map(rowOf), ranks, weight }))
    return {
      ...tensorsOf(ngramBatch([...rows.keys()].map((text) => this.#vectors[text]!))),
      ...tensorsOf(this.#recipe.objective.targets(ranked)),
      learning_rate: new Tensor('float32', [this.#recipe.learningRate], []),
      step: new Tensor('int64', [BigInt(this.#steps + 1)], []),
    }
  }
}
