import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError, type ScoreResult, wordingOf } from '@plackett/contracts'
import { artefactFiles, type ModelFiles } from '@plackett/models'
import { type QueueSettings, type Score, ScoreQueue } from '../engine/score-queue.ts'
import { ScoreThread } from '../engine/score-thread.ts'
import type { ThreadSettings } from '../engine/thread-messages.ts'
import type { RewardScorer, ScoreItem, ScoreOptions } from './reward-scorer.types.ts'

export interface OpenOptions {
  /** How answers name the model; by default the directory's name and the start of the model's hash. */
  reference?: string
  queue?: Partial<QueueSettings>
}

/** A reward model opened from its files, and what it says of itself. */
export interface OpenedRewardModel extends RewardScorer {
  readonly modelHash: string
  /** The seed of its training. */
  readonly seed: number
}

/** Loads a reward model into a thread of its own; MODEL_FILE_INVALID names the file and what is wrong with it. */
export async function openRewardModel(directory: string, options: OpenOptions = {}): Promise<OpenedRewardModel> {
  const settings: ThreadSettings = { place: directory, files: await readModelFiles(directory) }
  const thread = await ScoreThread.open(settings)
  const reference = options.reference ?? `${basename(resolve(directory))}@${thread.modelHash.slice(0, 12)}`
  return new ThreadedRewardModel({ ...options, settings, thread, reference })
}

interface Opened extends OpenOptions {
  settings: ThreadSettings
  thread: ScoreThread
  reference: string
}

class ThreadedRewardModel implements OpenedRewardModel {
  readonly reference: string
  readonly modelHash: string
  readonly seed: number
  readonly #settings: ThreadSettings
  readonly #queue: ScoreQueue
  #thread: Promise<ScoreThread>
  #isClosed = false

  constructor({ settings, thread, reference, queue }: Opened) {
    this.reference = reference
    this.modelHash = thread.modelHash
    this.seed = thread.seed
    this.#settings = settings
    this.#thread = Promise.resolve(thread)
    this.#queue = new ScoreQueue(async (items) => (await this.#livingThread()).score(items), queue)
  }

  async score(items: readonly ScoreItem[], options?: ScoreOptions): Promise<ScoreResult[]> {
    const isBlank = items.map(({ completion }) => completion.trim() === '')
    const scores = await this.#queue.score(
      items.filter((_, at) => !isBlank[at]),
      options,
    )
    options?.onRead?.(scores.reduce((sum, { tokens }) => sum + tokens, 0))
    let next = 0
    return isBlank.map((blank) => (blank ? refusal('EMPTY_COMPLETION') : resultOf(scores[next++]!)))
  }

  async close(): Promise<void> {
    await this.#queue.drained()
    this.#isClosed = true
    await (await this.#thread).close()
  }

  /** A thread that died (its memory ran out, say) is replaced when the next batch is due. */
  async #livingThread(): Promise<ScoreThread> {
    const present = this.#thread
    const thread = await present
    if (thread.isAlive) return thread
    if (this.#isClosed) throw new AppError('INTERNAL', {}, { cause: new Error('The model is closed.') })
    // Of two batches that find it dead, the first replaces it.
    if (this.#thread === present) this.#thread = this.#reopened(present)
    return this.#thread
  }

  async #reopened(dead: Promise<ScoreThread>): Promise<ScoreThread> {
    try {
      return await ScoreThread.open(this.#settings)
    } catch (error) {
      this.#thread = dead
      throw error
    }
  }
}

function resultOf({ reward, isTruncated }: Score): ScoreResult {
  if (!Number.isFinite(reward)) return refusal('SCORE_NOT_FINITE')
  return isTruncated ? { reward, truncated: true } : { reward }
}

function refusal(code: 'EMPTY_COMPLETION' | 'SCORE_NOT_FINITE'): ScoreResult {
  return { reward: null, error: { code, message: wordingOf(code) } }
}

async function readModelFiles(directory: string): Promise<ModelFiles> {
  const read = async (name: keyof ModelFiles) => {
    try {
      return new Uint8Array(await readFile(join(directory, name)))
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      const problem = `${name}: ${code === 'ENOENT' ? 'it is not there' : message}`
      throw new AppError('MODEL_FILE_INVALID', { place: directory, problem }, { cause })
    }
  }
  return {
    'config.json': await read(artefactFiles.config),
    'features.json': await read(artefactFiles.features),
    'model.onnx': await read(artefactFiles.model),
  }
}
