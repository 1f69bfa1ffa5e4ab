import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import { runPolicyTraining } from './run-policy-training.ts'
import type { FromPolicyThread, PolicyThreadSettings } from './thread-messages.ts'

/** The thread of one policy's run. */
const port = parentPort!
const { stop, ...input } = workerData as PolicyThreadSettings

class Stopped extends Error {}

const signal = {
  throwIfAborted() {
    if (Atomics.load(stop, 0) === 1) throw new Stopped()
  },
}

runPolicyTraining(
  { ...input, signal },
  {
    onStage: (stage) => post({ kind: 'stage', stage }),
    onProgress: (progress) => post({ kind: 'progress', progress }),
  },
).then(
  (outcome) => post({ kind: 'done', outcome }),
  (error: unknown) => post(failureOf(error)),
)

function failureOf(error: unknown): FromPolicyThread {
  if (error instanceof Stopped) return { kind: 'stopped' }
  if (error instanceof AppError) return { kind: 'refused', code: error.code, details: error.details }
  return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
}

function post(message: FromPolicyThread): void {
  port.postMessage(message)
}
