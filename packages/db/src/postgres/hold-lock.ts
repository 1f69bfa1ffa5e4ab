import { createHash } from 'node:crypto'
import { statSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Lock {
  release(): void
}

export class LockTakenError extends Error {
  override readonly name = 'LockTakenError'
  /** What the holder says of itself. */
  readonly holder: string

  constructor(holder: string) {
    super(`Held by ${holder}.`)
    this.holder = holder
  }
}

/**
 * Holds a folder for one purpose, for as long as the process lives: a listening socket, which the kernel closes whatever way
 * the process ends. `describe` is what others are told who ask for it meanwhile. Waits at most `patienceMs`, for a holder
 * that is about to go; then throws LockTakenError.
 */
export async function holdLock(
  directory: string,
  purpose: string,
  { describe, patienceMs = 0 }: { describe: () => string; patienceMs?: number },
): Promise<Lock> {
  const address = addressOf(directory, purpose)
  const until = Date.now() + patienceMs
  for (;;) {
    const server = await listen(address, describe)
    if (server) return { release: () => void server.close() }
    const holder = await ask(address)
    if (holder === null) forgetSocketFile(address)
    else if (Date.now() >= until) throw new LockTakenError(holder)
    else await sleep(100)
  }
}

/** The same folder gives the same address, whatever path leads to it. Linux has socket names that need no file. */
function addressOf(directory: string, purpose: string): string {
  const { dev, ino } = statSync(directory, { bigint: true })
  const name = `plackett-${createHash('sha256').update(`${dev}:${ino}:${purpose}`).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/** Null where the address is taken. */
function listen(address: string, describe: () => string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(describe())
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })
}

/** What the holder says of itself; null where nobody listens any more. */
function ask(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(address)
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null)
    })
    socket.on('close', () => resolve(answer || 'another process'))
  })
}

/** On macOS a socket is a file, which outlives a killed process. */
function forgetSocketFile(address: string): void {
  if (process.platform === 'linux' || process.platform === 'win32') return
  try {
    unlinkSync(address)
  } catch {
    // Somebody else was faster.
  }
}
