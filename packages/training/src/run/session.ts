import { AppError } from '@plackett/contracts'
import type { TrainGraph } from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'

interface PlainTensor {
  type: string
  dims: readonly number[]
  data: ArrayLike<unknown>
}

type Feeds = Record<string, Tensor>

interface Advance {
  readonly feeds: Feeds
  /** Becomes the next one. */
  readonly state: Map<string, Tensor>
  /** Whether the next state may be written into the memory of the present one. */
  readonly isInPlace: boolean
  /** Which results are given back beside it. */
  readonly wanted: readonly string[]
}

/** A graph in a session. What the runtime says of memory that ran out becomes an error with what to do about it. */
export class GraphSession {
  readonly #session: InferenceSession

  /**
   * The number of threads changes no bit: each element of a result is summed up by one of them. Two sessions of one process share
   * none.
   */
  static async open(graph: Uint8Array, threads: number): Promise<GraphSession> {
    return new GraphSession(
      await explained(() =>
        InferenceSession.create(graph, {
          executionProviders: ['cpu'],
          intraOpNumThreads: threads,
          interOpNumThreads: 1,
          executionMode: 'sequential',
          graphOptimizationLevel: 'all',
          // Plans of memory are kept for each shape of a batch: over eleven shapes they took 500 MB that nothing needed.
          enableMemPattern: false,
          // Threads that wait for work would keep cores busy that the rest of the service needs: a third of all time here.
          extra: { session: { intra_op: { allow_spinning: '0' } } },
          logSeverityLevel: 3,
        }),
      ),
    )
  }

  private constructor(session: InferenceSession) {
    this.#session = session
  }

  async run(feeds: Feeds): Promise<Feeds> {
    return explained(async () => (await this.#session.run(this.#known(feeds))) as Feeds)
  }

  /**
   * A run that carries a state on. In place it saves a copy of all weights and moments, a tenth of a step; that is right where
   * nothing reads a tensor after its next value is known. Where gradients are clipped it is so: every update needs the norm of the
   * whole gradient, which needs everything that reads weights.
   */
  async advance({ state: specs }: TrainGraph, { feeds, state, isInPlace, wanted }: Advance): Promise<Feeds> {
    const fetches: Record<string, Tensor | null> = {}
    for (const { name, next } of specs) fetches[next] = isInPlace ? state.get(name)! : null
    for (const name of wanted) fetches[name] = null
    const all = this.#known({ ...feeds, ...Object.fromEntries(state) })
    const results = await explained(async () => (await this.#session.run(all, fetches as Feeds)) as Feeds)
    if (!isInPlace) for (const { name, next } of specs) state.set(name, results[next]!)
    return results
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  #known(feeds: Feeds): Feeds {
    return Object.fromEntries(this.#session.inputNames.map((name) => [name, feeds[name]!]))
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (/bad_alloc|failed to allocate|out of memory|array buffer allocation/i.test(String(error)))
      throw new AppError('TRAINING_OUT_OF_MEMORY', {}, { cause: error })
    throw error
  }
}

export function tensorOf({ type, dims, data }: PlainTensor): Tensor {
  return new Tensor(type as 'float32', data as Float32Array, dims)
}

/** Plain tensors as the runtime takes them. */
export function tensorsOf(plain: Record<string, PlainTensor>): Feeds {
  return Object.fromEntries(Object.entries(plain).map(([name, tensor]) => [name, tensorOf(tensor)]))
}
