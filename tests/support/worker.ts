import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { World } from './world.ts'

const script = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url))

/** A worker as a process of its own on a world's database; resolves when it takes jobs. */
export async function startWorker({ databaseUrl, home }: World): Promise<ChildProcess> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, PLACKETT_HOME: home, PLACKETT_LOG_LEVEL: 'fatal' }
  const worker = fork(script, [], { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(worker, 'message')
  return worker
}

export async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode
  const ended = once(worker, 'exit')
  worker.kill(signal)
  const [code] = await ended
  return code
}
