import { fileURLToPath } from 'node:url'
import { AppError } from '@plackett/contracts'
import { PostgresError } from '@plackett/db'
import { openHome } from './open-home.ts'
import { requireFreePort } from './ports.ts'
import { readConfig, type StartConfig } from './read-config.ts'
import { stopSignal } from './stop-signal.ts'
import { type Running, supervise } from './supervise.ts'

const defaultHome = fileURLToPath(new URL('../../../../.plackett', import.meta.url))

/** Starts everything and keeps it up until somebody ends it. Gives the exit status: 0 when it was asked to end. */
export async function runStart(env: NodeJS.ProcessEnv): Promise<number> {
  // The terminal may go before we do; that is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let kill = () => {}
  const stopping = stopSignal(env, () => {
    kill()
    process.exit(130)
  })
  try {
    const config = readConfig(env, defaultHome)
    const home = await openHome(config.home, config.publicUrl)
    await requireFreePort(config.host, config.port)
    const running = await supervise({ config, home, env, say, signal: stopping })
    kill = running.kill
    return await serve(running, config, stopping)
  } catch (error) {
    if (stopping.aborted) return 0
    for (const line of wordings(error)) say(line)
    return 1
  }
}

async function serve(running: Running, config: StartConfig, stopping: AbortSignal): Promise<number> {
  process.stdout.write(`\n${welcome(running, config)}\n\n`)
  const failure = await Promise.race([running.givenUp, aborted(stopping)])
  if (failure) say(failure)
  say('Stopping …')
  await running.stop()
  say('Stopped.')
  return failure ? 1 : 0
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}

function welcome({ link, isFirstStart }: Running, { home }: StartConfig): string {
  const what = isFirstStart ? 'Plackett runs. Open this link to make the owner’s account:' : 'Plackett runs at'
  return `${what}\n\n  ${link}\n\nData is kept in ${home}. Ctrl-C ends it.`
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function wordings(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(wordings)
  if (error instanceof AppError || error instanceof PostgresError) return [error.message]
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}
