import { once } from 'node:events'
import { resolve as resolvePath } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import type { Generated, GenerationRequest } from './policy.types.ts'
import type { GenerateOptions, PolicySettings } from './policy-session.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

interface Waiting extends GenerateOptions {
  resolve(generated: Generated): void
  reject(error: unknown): void
}

/**
 * A policy from its Hugging Face directory, in a thread of its own. Throws MODEL_FILE_INVALID where it cannot be used.
 */
export async function openPolicy(
  directory: string,
  { threads = 1, maxTexts = 64 }: Partial<PolicySettings> = {},
): Promise<Policy> {
  const workerData: ThreadSettings = { directory: resolvePath(directory), threads, maxTexts }
  const worker = new Worker(new URL('./policy-thread-main.js', import.meta.url), { workerData, execArgv: [] })
  await new Promise<void>((resolve, reject) => {
    worker.once('message', (message: FromThread) => {
      if (message.kind === 'refused') reject(new AppError(message.code, message.details))
      else resolve()
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The policy’s thread ended before it was ready.')))
  })
  return new Policy(worker)
}

/** The host's end of a policy's thread. */
export class Policy {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  #isAlive = true

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: FromThread) => this.#receive(message))
    worker.on('error', (error) => this.#die(error))
    worker.on('exit', () => this.#die(new Error('The policy’s thread ended.')))
  }

  /** Rejects with PROMPT_REFUSED, or with the signal's reason. */
  generate(request: GenerationRequest, { onText, signal }: GenerateOptions = {}): Promise<Generated> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (!this.#isAlive)
      return Promise.reject(new AppError('INTERNAL', {}, { cause: new Error('The policy is closed.') }))
    const id = this.#next++
    const onAbort = () => this.#post({ kind: 'abort', id })
    signal?.addEventListener('abort', onAbort)
    return new Promise<Generated>((resolve, reject) => {
      this.#waiting.set(id, { onText, signal, resolve, reject })
      this.#post({ kind: 'generate', id, request, isWatched: onText !== undefined })
    }).finally(() => signal?.removeEventListener('abort', onAbort))
  }

  /** Gives up what is being written, and ends. */
  async close(): Promise<void> {
    if (!this.#isAlive) return
    const exit = once(this.#worker, 'exit')
    this.#post({ kind: 'close' })
    await exit
  }

  #receive(message: FromThread): void {
    if (message.kind === 'ready' || message.id === null) return
    const waiting = this.#waiting.get(message.id)
    if (message.kind === 'text') {
      waiting?.onText?.(message.text)
      return
    }
    this.#waiting.delete(message.id)
    if (message.kind === 'done') waiting?.resolve(message.generated)
    else if (waiting?.signal?.aborted) waiting.reject(waiting.signal.reason)
    else if (message.kind === 'refused') waiting?.reject(new AppError(message.code, message.details))
    else waiting?.reject(new AppError('INTERNAL', {}, { cause: message.error }))
  }

  #die(cause: unknown): void {
    this.#isAlive = false
    for (const { reject } of this.#waiting.values()) reject(new AppError('INTERNAL', {}, { cause }))
    this.#waiting.clear()
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message)
  }
}
