import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError, type RankingRecord } from '@plackett/contracts'
import type { RunInput, RunOutcome } from './run/run-training.ts'
import type { FromThread, ThreadSettings, ToThread } from './run/thread-messages.ts'
import type { TrainRewardModelInput } from './train-reward-model.types.ts'

/** Rankings handed over at once: copying them takes the host's event loop a few milliseconds. */
const chunk = 200

export interface ThreadInput extends Omit<TrainRewardModelInput, 'outDir'> {
  beside?: RunInput['beside']
}

/**
 * Runs the training in a thread of its own. An abort asks the thread to end before its next run of a graph: ended from outside
 * in the middle of one, it would take the whole process down. What it had not finished writing is gone.
 */
export async function trainInThread(input: ThreadInput): Promise<RunOutcome> {
  input.signal?.throwIfAborted()
  const { config, checkpointDir, checkpointEvery, beside } = input
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ThreadSettings = { config, checkpointDir, checkpointEvery, beside, stop }
  const thread = new Worker(new URL('./run/training-thread.js', import.meta.url), { workerData, execArgv: [] })
  try {
    const outcome = outcomeOf(thread, input, stop)
    await Promise.race([outcome, handOver(thread, input)])
    return await outcome
  } finally {
    await thread.terminate()
  }
}

function outcomeOf(
  thread: Worker,
  { signal, onStage, onProgress }: ThreadInput,
  stop: Int32Array,
): Promise<RunOutcome> {
  return new Promise((resolve, reject) => {
    const onAbort = () => Atomics.store(stop, 0, 1)
    signal?.addEventListener('abort', onAbort)
    thread.on('error', reject)
    thread.on('exit', (code) => {
      signal?.removeEventListener('abort', onAbort)
      reject(new Error(`The training thread ended with status ${code}.`))
    })
    thread.on('message', (message: FromThread) => {
      if (message.kind === 'stage') onStage?.(message.stage)
      else if (message.kind === 'progress') onProgress?.(message.progress)
      else if (message.kind === 'done') resolve(message.outcome)
      else if (message.kind === 'stopped') reject(signal?.reason)
      else reject(message.kind === 'refused' ? new AppError(message.code, message.details) : message.error)
    })
  })
}

async function handOver(thread: Worker, input: ThreadInput): Promise<void> {
  for (const side of ['train', 'heldOut'] as const) {
    for (let start = 0; start < input[side].length; start += chunk) {
      const records: readonly RankingRecord[] = input[side].slice(start, start + chunk)
      thread.postMessage({ kind: 'rankings', side, records } satisfies ToThread)
      await setImmediate()
    }
  }
  thread.postMessage({ kind: 'run' } satisfies ToThread)
}
