import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@plackett/contracts'
import { directoryOf } from '@plackett/generation'
import { type Architecture, readArchitecture, readModelJson, writeDirectory } from '@plackett/models'
import type { Judgement } from './judge.ts'
import type { Weights } from './learner.ts'
import { runReinforcement } from './run-reinforcement.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

/** The thread of one run: rounds of writing and learning here, judging outside. */
const port = parentPort!
const settings = workerData as ThreadSettings
const waiting = new Map<number, { resolve(judgement: Judgement): void; reject(error: unknown): void }>()
let nextQuestion = 0

class Stopped extends Error {}

port.on('message', (message: ToThread) => {
  const question = waiting.get(message.id)
  waiting.delete(message.id)
  if (message.kind === 'judged') question?.resolve(message.judgement)
  else if (message.code) question?.reject(new AppError(message.code, message.details))
  else question?.reject(new Error(message.message))
})

runReinforcement(settings, {
  judge: (items, withGold) => {
    const id = nextQuestion++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      post({ kind: 'judge', id, items, withGold })
    })
  },
  signal: {
    throwIfAborted() {
      if (Atomics.load(settings.stop, 0) === 1) throw new Stopped()
    },
  },
  onRound: (round) => post({ kind: 'round', round }),
  onEvaluation: (evaluation) => post({ kind: 'evaluation', evaluation }),
})
  .then(async ({ report, weights }) => post({ kind: 'done', report, files: await filesOf(weights) }))
  .catch((error: unknown) => post(failureOf(error)))
  .finally(() => port.close())

/** The policy's folder again, with the new weights. */
async function filesOf(weights: Weights): Promise<Record<string, Uint8Array>> {
  const directory = directoryOf(settings.policy)
  const config = (await readModelJson(directory, 'config.json')) as Record<string, unknown>
  const architecture: Architecture = readArchitecture(config, settings.policy)
  const kept: Record<string, Uint8Array> = {}
  for (const name of ['tokenizer.json', 'tokenizer_config.json', 'generation_config.json', 'chat_template.jinja']) {
    const bytes = await directory.read(name)
    if (bytes) kept[name] = new Uint8Array(bytes)
  }
  return { ...kept, ...writeDirectory({ architecture, config, parameters: weights, head: 'language' }) }
}

function failureOf(error: unknown): FromThread {
  if (error instanceof Stopped) return { kind: 'stopped' }
  if (error instanceof AppError) return { kind: 'refused', code: error.code, details: error.details }
  return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
}

function post(message: FromThread): void {
  port.postMessage(message)
}
