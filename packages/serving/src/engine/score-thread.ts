import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import type { BatchScores, FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

interface Waiting {
  resolve(scores: BatchScores): void
  reject(error: unknown): void
}

/** The host's end of a thread with a model. When the thread dies, what waits for it fails, and `isAlive` says so. */
export class ScoreThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextBatch = 0
  #isAlive = true
  #identity = { modelHash: '', seed: 0 }

  static async open(settings: ThreadSettings): Promise<ScoreThread> {
    const worker = new Worker(new URL('./score-thread-main.js', import.meta.url), {
      workerData: settings,
      execArgv: [],
    })
    const thread = new ScoreThread(worker)
    try {
      thread.#identity = await new Promise((resolve, reject) => {
        worker.once('message', (message: FromThread) => {
          if (message.kind === 'ready') resolve({ modelHash: message.modelHash, seed: message.seed })
          else if (message.kind === 'refused') reject(new AppError(message.code, message.details))
        })
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('The scoring thread ended before it was ready.')))
      })
      return thread
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: FromThread) => this.#receive(message))
    worker.on('error', (error) => this.#die(error))
    worker.on('exit', () => this.#die(new Error('The scoring thread ended.')))
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  get modelHash(): string {
    return this.#identity.modelHash
  }

  get seed(): number {
    return this.#identity.seed
  }

  score(items: readonly ScoreItem[]): Promise<BatchScores> {
    const batch = this.#nextBatch++
    return new Promise((resolve, reject) => {
      this.#waiting.set(batch, { resolve, reject })
      this.#worker.postMessage({ kind: 'batch', batch, items } satisfies ToThread)
    })
  }

  /** Lets the thread end by itself: ended from outside in the middle of a run, it would take the whole process down. */
  async close(): Promise<void> {
    if (!this.#isAlive) return
    const exit = once(this.#worker, 'exit')
    this.#worker.postMessage({ kind: 'close' } satisfies ToThread)
    await exit
  }

  #receive(message: FromThread): void {
    if (message.kind !== 'scores' && message.kind !== 'failed') return
    const waiting = this.#waiting.get(message.batch)
    this.#waiting.delete(message.batch)
    if (message.kind === 'scores') waiting?.resolve(message.scores)
    else waiting?.reject(new AppError('INTERNAL', {}, { cause: message.error }))
  }

  #die(cause: unknown): void {
    this.#isAlive = false
    for (const { reject } of this.#waiting.values()) reject(new AppError('INTERNAL', {}, { cause }))
    this.#waiting.clear()
  }
}
