import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import type { PolicyReport, PolicyRunInput, PolicyRunOutcome } from './run-policy-training.ts'
import type { FromPolicyThread, PolicyThreadSettings } from './thread-messages.ts'

export interface TrainPolicyInput extends Omit<PolicyRunInput, 'signal'> {
  /** The Hugging Face directory appears here, whole or not at all. It must be a new or an empty place. */
  readonly outDir: string
  readonly signal?: AbortSignal
  readonly onStage?: (stage: TrainingStage) => void
  readonly onProgress?: (progress: TrainingProgress) => void
}

export interface TrainedPolicy {
  readonly report: PolicyReport
  /** SHA-256 of the files; equal data, seed and config give an equal hash. */
  readonly modelHash: string
  readonly seconds: number
}

/**
 * Trains a policy in a thread of its own and writes it as a Hugging Face directory. Throws DATASET_EMPTY where there is nothing
 * to learn from, BACKBONE_NOT_FOUND, MODEL_FILE_INVALID, TRAINING_DIVERGED, TRAINING_OUT_OF_MEMORY, INVALID_INPUT where `outDir`
 * holds anything, or the signal's reason.
 */
export async function trainPolicy(input: TrainPolicyInput): Promise<TrainedPolicy> {
  const startedAt = performance.now()
  await requireEmpty(input.outDir)
  const { files, modelHash, report } = await inThread(input)
  const trained = { report, modelHash, seconds: (performance.now() - startedAt) / 1_000 }
  const about = new TextEncoder().encode(`${JSON.stringify({ ...trained, config: input.config }, null, 2)}\n`)
  input.signal?.throwIfAborted()
  await writeWhole(input.outDir, { ...files, 'training.json': about })
  return trained
}

async function inThread({ signal, onStage, onProgress, ...input }: TrainPolicyInput): Promise<PolicyRunOutcome> {
  signal?.throwIfAborted()
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const { train, heldOut, config } = input
  const workerData: PolicyThreadSettings = { train, heldOut, config, stop }
  const thread = new Worker(new URL('./policy-thread.js', import.meta.url), { workerData, execArgv: [] })
  const onAbort = () => Atomics.store(stop, 0, 1)
  signal?.addEventListener('abort', onAbort)
  try {
    return await new Promise((done, reject) => {
      thread.on('error', reject)
      thread.on('exit', (code) => reject(new Error(`The training thread ended with status ${code}.`)))
      thread.on('message', (message: FromPolicyThread) => {
        if (message.kind === 'stage') onStage?.(message.stage)
        else if (message.kind === 'progress') onProgress?.(message.progress)
        else if (message.kind === 'done') done(message.outcome)
        else if (message.kind === 'stopped') reject(signal?.reason)
        else reject(message.kind === 'refused' ? new AppError(message.code, message.details) : message.error)
      })
    })
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await thread.terminate()
  }
}

async function requireEmpty(place: string): Promise<void> {
  const names = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new AppError('FILE_UNREADABLE', { file: place, problem: error.message }, { cause: error })
  })
  if (names.length > 0) throw new AppError('INVALID_INPUT', { problem: `${place} is not empty.` })
}

/** Written beside the place and renamed into it, so that it never holds half a model. */
async function writeWhole(place: string, files: Record<string, Uint8Array>): Promise<void> {
  const whole = resolve(place)
  const draft = join(dirname(whole), `.${basename(whole)}.${randomUUID()}.part`)
  try {
    await mkdir(draft, { recursive: true })
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(draft, name), bytes)
    // An empty place may be taken; one that has been filled meanwhile refuses to go.
    await rmdir(whole).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT')
        throw new AppError('INVALID_INPUT', { problem: `${place} is not empty.` }, { cause: error })
    })
    await rename(draft, whole)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
