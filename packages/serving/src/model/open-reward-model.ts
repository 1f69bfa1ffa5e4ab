import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { AppError, type ScoreResult, wordingOf } from '@plackett/contracts'
import { artefactFiles, type ModelFiles, modelFileNames } from '@plackett/models'
import { chooseLayout } from '../engine/choose-layout.ts'
import type { Layout } from '../engine/layout.ts'
import { type QueueObserver, type QueueSettings, type Score, ScoreQueue } from '../engine/score-queue.ts'
import type { ThreadSettings } from '../engine/thread-messages.ts'
import { ThreadPool } from '../engine/thread-pool.ts'
import type { RewardScorer, ScoreItem, ScoreOptions } from './reward-scorer.types.ts'

export interface OpenOptions {
  /** How answers name the model; by default the directory's name and the start of the model's hash. */
  reference?: string
  queue?: Partial<QueueSettings>
  /** One session of one thread unless given; 'auto' tries out what this machine does best. */
  layout?: Layout | 'auto'
  /** Makes what is told of each model's queue, for metrics. */
  observe?(reference: string): QueueObserver
}

/** A reward model opened from its files, and what it says of itself. */
export interface OpenedRewardModel extends RewardScorer {
  readonly modelHash: string
  /** The seed of its training. */
  readonly seed: number
  readonly layout: Layout
  /** Items that nobody computes yet. */
  readonly waitingItems: number
}

/** Loads a reward model into threads of its own; MODEL_FILE_INVALID names the file and what is wrong with it. */
export async function openRewardModel(directory: string, options: OpenOptions = {}): Promise<OpenedRewardModel> {
  const settings: ThreadSettings = { place: directory, files: await readModelFiles(directory) }
  const layout = options.layout === 'auto' ? await chooseLayout(settings, availableParallelism()) : options.layout
  const pool = await ThreadPool.open(settings, layout ?? { sessions: 1, threads: 1 })
  const reference = options.reference ?? `${basename(resolve(directory))}@${pool.modelHash.slice(0, 12)}`
  return new ThreadedRewardModel({ ...options, pool, reference })
}

interface Opened extends OpenOptions {
  pool: ThreadPool
  reference: string
}

class ThreadedRewardModel implements OpenedRewardModel {
  readonly reference: string
  readonly modelHash: string
  readonly seed: number
  readonly layout: Layout
  readonly #queue: ScoreQueue
  readonly #pool: ThreadPool

  constructor({ pool, reference, queue, observe }: Opened) {
    this.reference = reference
    this.modelHash = pool.modelHash
    this.seed = pool.seed
    this.layout = pool.layout
    this.#pool = pool
    const settings = { batchesAtOnce: 2 * pool.layout.sessions, ...queue }
    this.#queue = new ScoreQueue((items) => pool.score(items), settings, observe?.(reference))
  }

  get waitingItems(): number {
    return this.#queue.waitingItems
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
    await this.#pool.close()
  }
}

function resultOf({ reward, isTruncated, problem }: Score): ScoreResult {
  if (problem !== null) return { reward: null, error: { code: 'PROMPT_REFUSED', message: problem } }
  if (!Number.isFinite(reward)) return refusal('SCORE_NOT_FINITE')
  return isTruncated ? { reward, truncated: true } : { reward }
}

function refusal(code: 'EMPTY_COMPLETION' | 'SCORE_NOT_FINITE'): ScoreResult {
  return { reward: null, error: { code, message: wordingOf(code) } }
}

/** The files that the model's config.json names, and itself. */
async function readModelFiles(directory: string): Promise<ModelFiles> {
  const read = async (name: string) => {
    try {
      return new Uint8Array(await readFile(join(directory, name)))
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      const problem = `${name}: ${code === 'ENOENT' ? 'it is not there' : message}`
      throw new AppError('MODEL_FILE_INVALID', { place: directory, problem }, { cause })
    }
  }
  const names = modelFileNames(directory, await read(artefactFiles.config))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)))
}
