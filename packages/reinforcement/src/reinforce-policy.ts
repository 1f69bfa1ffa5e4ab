import { Worker } from 'node:worker_threads'
import {
  AppError,
  type ReinforcementEvaluation,
  type ReinforcementReport,
  type ReinforcementRound,
} from '@plackett/contracts'
import type { Judge } from './run/judge.ts'
import type { RunInput } from './run/run-reinforcement.ts'
import type { FromThread, ThreadSettings, ToThread } from './run/thread-messages.ts'

export interface ReinforcePolicyInput extends RunInput {
  readonly judge: Judge
  readonly signal?: AbortSignal
  onRound?(round: ReinforcementRound): void
  onEvaluation?(evaluation: ReinforcementEvaluation): void
}

export interface ReinforcedPolicy {
  readonly report: ReinforcementReport
  /** The files of a Hugging Face directory, by name: the policy of the best evaluation. */
  readonly files: Record<string, Uint8Array>
}

/**
 * Trains a policy on the rewards that `judge` gives, in a thread of its own, seeded to the bit for a judge that is. Rejects
 * with MODEL_FILE_INVALID, PROMPT_REFUSED, DATASET_EMPTY or TRAINING_DIVERGED, with what the judge failed with, or with
 * the signal's reason.
 */
export async function reinforcePolicy(input: ReinforcePolicyInput): Promise<ReinforcedPolicy> {
  const { judge, signal, onRound, onEvaluation, ...run } = input
  signal?.throwIfAborted()
  if (run.prompts.length === 0) throw new AppError('DATASET_EMPTY', { purpose: 'write to' })
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ThreadSettings = { ...run, stop }
  const thread = new Worker(new URL('./run/reinforcement-thread.js', import.meta.url), { workerData, execArgv: [] })
  const answer = async ({ id, items, withGold }: FromThread & { kind: 'judge' }) => {
    const reply = (message: ToThread) => thread.postMessage(message)
    try {
      reply({ kind: 'judged', id, judgement: await judge(items, withGold) })
    } catch (error) {
      const known =
        error instanceof AppError ? { code: error.code, details: error.details } : { code: null, details: {} }
      reply({ kind: 'not-judged', id, ...known, message: String(error) })
    }
  }
  const onAbort = () => Atomics.store(stop, 0, 1)
  signal?.addEventListener('abort', onAbort)
  try {
    return await new Promise<ReinforcedPolicy>((resolve, reject) => {
      thread.on('message', (message: FromThread) => {
        if (message.kind === 'judge') void answer(message)
        else if (message.kind === 'round') onRound?.(message.round)
        else if (message.kind === 'evaluation') onEvaluation?.(message.evaluation)
        else if (message.kind === 'done') resolve({ report: message.report, files: message.files })
        else if (message.kind === 'stopped') reject(signal?.reason)
        else reject(message.kind === 'refused' ? new AppError(message.code, message.details) : message.error)
      })
      thread.on('error', reject)
      thread.on('exit', (code) => reject(new Error(`The run's thread ended with status ${code}.`)))
    })
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}
