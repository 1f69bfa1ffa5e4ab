import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@plackett/contracts'

/** How long an earlier start that was killed may take to let go of its port. */
const patienceMs = 3_000

/** Throws PORT_TAKEN, or CONFIG_INVALID where the address cannot be listened on at all. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await sleep(200)) {
    const error = await tryPort(host, port)
    if (error === null) return
    if (error.code === 'EADDRINUSE' && Date.now() < until) continue
    if (error.code === 'EADDRINUSE') throw new AppError('PORT_TAKEN', { host, port }, { cause: error })
    const variable = error.code === 'EACCES' ? 'PLACKETT_PORT' : 'PLACKETT_HOST'
    throw new AppError('CONFIG_INVALID', { variable, problem: error.message }, { cause: error })
  }
}

function tryPort(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

/** A port of the loopback address that nobody listens on now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
