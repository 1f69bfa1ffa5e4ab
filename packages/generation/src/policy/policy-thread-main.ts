import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import { directoryOf } from './directory-of.ts'
import { PolicySession } from './policy-session.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

/** The thread of one policy: opens it, then writes what it is asked for. */
const port = parentPort!
const settings = workerData as ThreadSettings
const running = new Map<number, { ending: AbortController; done: Promise<void> }>()

try {
  const session = await PolicySession.open(directoryOf(settings.directory), settings)
  port.on('message', (message: ToThread) => {
    if (message.kind === 'generate') begin(session, message)
    else if (message.kind === 'abort') running.get(message.id)?.ending.abort(new Error('Given up.'))
    else void close(session)
  })
  post({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  post({ kind: 'refused', id: null, code: error.code, details: error.details })
}

function begin(session: PolicySession, { id, request, isWatched }: ToThread & { kind: 'generate' }): void {
  const ending = new AbortController()
  const onText = isWatched ? (text: string) => post({ kind: 'text', id, text }) : undefined
  const done = session
    .generate(request, { onText, signal: ending.signal })
    .then(
      (generated) => post({ kind: 'done', id, generated }),
      (error: unknown) => post(failureOf(id, error)),
    )
    .finally(() => running.delete(id))
  running.set(id, { ending, done })
}

/** Ends by itself, once nothing runs: ended from outside in the middle of a run, it would take the process down. */
async function close(session: PolicySession): Promise<void> {
  for (const { ending } of running.values()) ending.abort(new Error('The policy is closed.'))
  await Promise.all([...running.values()].map(({ done }) => done))
  await session.close()
  port.close()
}

function failureOf(id: number, error: unknown): FromThread {
  if (error instanceof AppError) return { kind: 'refused', id, code: error.code, details: error.details }
  return { kind: 'failed', id, error: error instanceof Error ? error : new Error(String(error)) }
}

function post(message: FromThread): void {
  port.postMessage(message)
}
