import type { DecodeGraph, RememberedLayer } from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Memory } from './memory.ts'

/** Texts that are being written: what is remembered of them, and the scores of what may come next. */
export interface Rows {
  readonly memory: Memory
  /** [texts, vocabulary]; belongs to whoever holds the rows. */
  readonly logits: Float32Array
}

/** A decoder in a session: reads texts once, then takes one token of each at a time. */
export class DecoderSession {
  readonly vocabSize: number
  readonly #session: InferenceSession
  readonly #layers: readonly RememberedLayer[]

  static async open({ model, layers, vocabSize }: DecodeGraph, threads: number): Promise<DecoderSession> {
    const session = await InferenceSession.create(model, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    })
    return new DecoderSession(session, { layers, vocabSize })
  }

  private constructor(session: InferenceSession, { layers, vocabSize }: Pick<DecodeGraph, 'layers' | 'vocabSize'>) {
    this.#session = session
    this.#layers = layers
    this.vocabSize = vocabSize
  }

  /** Reads texts of at least one token each. */
  async read(texts: readonly (readonly number[])[]): Promise<Rows> {
    const width = Math.max(...texts.map(({ length }) => length))
    const ids = new BigInt64Array(texts.length * width)
    for (const [row, text] of texts.entries()) {
      for (const [at, id] of text.entries()) ids[row * width + width - text.length + at] = BigInt(id)
    }
    const nothing = Memory.empty(
      this.#layers,
      texts.map(() => 0),
    )
    return this.#run(ids, nothing.grown(texts.map(({ length }) => length)))
  }

  /** Goes on by one token a text. */
  async step({ memory }: Rows, next: readonly number[]): Promise<Rows> {
    return this.#run(BigInt64Array.from(next, BigInt), memory.grown(next.map(() => 1)))
  }

  async release(): Promise<void> {
    await this.#session.release()
  }

  async #run(ids: BigInt64Array, memory: Memory): Promise<Rows> {
    const texts = memory.lengths.length
    const results = await this.#session.run({
      input_ids: new Tensor('int64', ids, [texts, ids.length / texts]),
      attention_mask: new Tensor('int64', memory.mask(), [texts, memory.width]),
      ...memory.inputs(),
    })
    return { memory: memory.after(results), logits: results.logits!.data as Float32Array }
  }
}
