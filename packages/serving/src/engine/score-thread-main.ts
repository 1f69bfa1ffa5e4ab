import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import { ModelSession } from './model-session.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

/** The thread of one loaded model: opens it, then scores batches one after the other. */
const port = parentPort!

try {
  const session = await ModelSession.open(workerData as ThreadSettings)
  let previous = Promise.resolve()
  port.on('message', (message: ToThread) => {
    previous = previous.then(async () => {
      if (message.kind === 'close') return port.close()
      const { batch, items } = message
      try {
        post({ kind: 'scores', batch, scores: await session.score(items) })
      } catch (error) {
        post({ kind: 'failed', batch, error: error instanceof Error ? error : new Error(String(error)) })
      }
    })
  })
  post({ kind: 'ready', modelHash: session.opened.modelHash, seed: session.opened.config.seed })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  post({ kind: 'refused', code: error.code, details: error.details })
}

function post(message: FromThread): void {
  port.postMessage(message)
}
