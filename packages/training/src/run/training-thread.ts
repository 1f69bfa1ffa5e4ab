import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type RankingRecord } from '@plackett/contracts'
import { runTraining } from './run-training.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

/** The thread of one training run: takes rankings in chunks, then runs, reporting as it goes. */
const port = parentPort!
const settings = workerData as ThreadSettings
const sides: Record<'train' | 'heldOut', RankingRecord[]> = { train: [], heldOut: [] }

port.on('message', (message: ToThread) => {
  if (message.kind === 'rankings') sides[message.side].push(...message.records)
  else run()
})

class Stopped extends Error {}

const signal = {
  throwIfAborted() {
    if (Atomics.load(settings.stop, 0) === 1) throw new Stopped()
  },
}

function run(): void {
  runTraining(
    { ...settings, ...sides, signal },
    {
      onStage: (stage) => post({ kind: 'stage', stage }),
      onProgress: (progress) => post({ kind: 'progress', progress }),
    },
  ).then(
    (outcome) => post({ kind: 'done', outcome }),
    (error: unknown) => post(failureOf(error)),
  )
}

function failureOf(error: unknown): FromThread {
  if (error instanceof Stopped) return { kind: 'stopped' }
  if (error instanceof AppError) return { kind: 'refused', code: error.code, details: error.details }
  return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
}

function post(message: FromThread): void {
  port.postMessage(message)
}
