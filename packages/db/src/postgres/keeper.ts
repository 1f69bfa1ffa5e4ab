// A process of its own that starts PostgreSQL and ends it in order when whoever asked for it goes away, in whatever way:
// the channel between them closes even when the other side is killed.
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, openCluster, spawnServer } from './cluster.ts'
import { holdLock, LockTakenError } from './hold-lock.ts'
import type { KeeperMessage, KeepOrder } from './keeper-messages.ts'
import { stopLeftover } from './leftover.ts'
import { PostgresError } from './postgres-error.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
process.on('disconnect', () => stopping.abort())
process.once('message', (order: KeepOrder) => void keep(order))

async function keep(order: KeepOrder): Promise<void> {
  try {
    // A keeper whose owner was killed is ending its server just now, which takes a moment.
    await holdLock(order.directory, 'postgres', { describe: () => `process ${process.pid}`, patienceMs: 40_000 })
    const cluster = await openCluster(order.directory, order.password, stopping.signal)
    const stalePid = await stopLeftover(cluster.data)
    if (!stopping.signal.aborted) await serve(cluster, order, stalePid)
  } catch (error) {
    if (!stopping.signal.aborted) await tell({ kind: 'failed', problem: problemOf(error) })
  }
  process.exit(0)
}

/** Resolves when the server has ended. */
async function serve(cluster: Cluster, order: KeepOrder, stalePid: number | null): Promise<void> {
  const until = Date.now() + 20_000
  for (;;) {
    const port = order.port ?? (await freePort())
    const server = spawnServer(
      cluster,
      { ...order.settings, ...fixedSettings, port: String(port) },
      // PostgreSQL takes the process of this id for a relative, not for another server on the same folder.
      stalePid === null ? {} : { PG_GRANDPARENT_PID: String(stalePid) },
    )
    const output = await outcome(server, port)
    if (stopping.signal.aborted) return
    if (output === null) return tell({ kind: 'ended', problem: 'PostgreSQL ended unexpectedly.' })
    // Children of a killed server take a moment to notice, and a free port may be somebody else's by now.
    if (!/shared memory block|Address already in use/.test(output) || Date.now() > until)
      throw new PostgresError(output)
    await sleep(250)
  }
}

const fixedSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // What people wrote does not belong in a log: neither the statement nor the values in an error's details.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Waits for the server's end; null if it had been ready, else what it said. */
function outcome(server: ChildProcess, port: number): Promise<string | null> {
  const stop = () => void endServer(server)
  stopping.signal.addEventListener('abort', stop, { once: true })
  if (stopping.signal.aborted) stop()
  const said: string[] = []
  let isReady = false
  createInterface({ input: server.stderr! }).on('line', (line) => {
    said.push(line)
    if (said.length > 20) said.shift()
    void tell({ kind: 'log', line })
    if (!isReady && line.includes('database system is ready to accept connections')) {
      isReady = true
      void tell({ kind: 'ready', port })
    }
  })
  return new Promise((resolve) => {
    server.on('error', (error) => resolve(error.message))
    server.on('close', () => {
      stopping.signal.removeEventListener('abort', stop)
      resolve(isReady ? null : said.join('\n'))
    })
  })
}

/** Fast first (open sessions are ended, all is written), at once when that takes too long: then the log is replayed later. */
async function endServer(server: ChildProcess): Promise<void> {
  server.kill('SIGINT')
  await sleep(30_000, undefined, { ref: false })
  server.kill('SIGQUIT')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function problemOf(error: unknown): string {
  if (error instanceof LockTakenError) return `The data folder is in use by ${error.holder}.`
  return error instanceof Error ? error.message : String(error)
}

/** Resolves when the message is out, or cannot be sent because nobody listens any more. */
function tell(message: KeeperMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) return resolve()
    process.send!(message, () => resolve())
  })
}
