import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { administer } from '../administer.ts'
import { keepSecret } from '../keep-secret.ts'
import { superuser } from './cluster.ts'
import type { KeeperMessage, KeepOrder } from './keeper-messages.ts'
import { PostgresError } from './postgres-error.ts'

export interface StartPostgres {
  /** Where the cluster and its password are kept; made when missing. */
  directory: string
  /** Of 127.0.0.1; a free one unless told. */
  port?: number
  log?: (line: string) => void
  /** Settings of postgresql.conf for this run, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>
}

export interface Postgres {
  /** Of the database `plackett`. */
  url: string
  port: number
  /** Resolves with the reason when the server goes away without having been stopped. */
  ended: Promise<string>
  /** Ends the server in order. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that the packages bring, as a real server on the loopback address, and makes the database. It ends
 * with this process, however that ends. Throws PostgresError when it cannot be started.
 */
export async function startPostgres({ directory, port, log, settings = {} }: StartPostgres): Promise<Postgres> {
  const home = resolve(directory)
  const password = prepareDirectory(home)
  const keeper = fork(fileURLToPath(new URL('./keeper.js', import.meta.url)), [], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const gone = new Promise<void>((done) => keeper.once('exit', () => done()))
  const stop = () => {
    if (keeper.connected) keeper.disconnect()
    return gone
  }
  try {
    const { ready, ended } = listen(keeper, log)
    keeper.send({ directory: home, password, port: port ?? null, settings } satisfies KeepOrder)
    const found = await ready
    await makeDatabase(urlOf(password, found, 'postgres'))
    return { url: urlOf(password, found, superuser), port: found, ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Returns the password, which is made at the first start. */
function prepareDirectory(directory: string): string {
  const file = join(directory, 'password')
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    if (existsSync(join(directory, 'data')) && !existsSync(file)) throw new Error(`${file} is missing`)
    return keepSecret(file)
  } catch (cause) {
    throw new PostgresError(`The database's folder cannot be used: ${(cause as Error).message}.`, { cause })
  }
}

function listen(keeper: ChildProcess, log: StartPostgres['log']) {
  let onEnded: (reason: string) => void
  const ended = new Promise<string>((resolve) => {
    onEnded = resolve
  })
  const ready = new Promise<number>((resolve, reject) => {
    keeper.on('message', (message: KeeperMessage) => {
      if (message.kind === 'log') log?.(message.line)
      if (message.kind === 'ready') resolve(message.port)
      if (message.kind === 'failed') reject(new PostgresError(message.problem))
      if (message.kind === 'ended') onEnded(message.problem)
    })
    keeper.once('error', reject)
    keeper.once('exit', () => {
      reject(new PostgresError('The process that keeps PostgreSQL ended before it was ready.'))
      onEnded('The process that keeps PostgreSQL ended.')
    })
  })
  return { ready, ended }
}

async function makeDatabase(url: string): Promise<void> {
  await administer(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [superuser])
    if (rowCount === 0) await client.query(`create database ${superuser}`)
  })
}

function urlOf(password: string, port: number, database: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}
