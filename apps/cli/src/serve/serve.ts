import { once } from 'node:events'
import { AppError } from '@plackett/contracts'
import { buildScoreServer, type DialectName } from '@plackett/serving'
import type { Terminal } from '../terminal.ts'

export interface ServeOptions {
  model: readonly string[]
  port: number
  host: string
  dialects: readonly DialectName[]
}

/**
 * Serves one or more models until the process is asked to end, which is how it is meant to: the status is then 0. The API key is
 * taken from PLACKETT_API_KEY, because the arguments of a process can be read by others.
 */
export async function serve({ model, port, host, dialects }: ServeOptions, terminal: Terminal): Promise<void> {
  const apiKey = terminal.env.PLACKETT_API_KEY || undefined
  if (apiKey === undefined && !isLoopback(host)) {
    terminal.stderr.write(`plackett: anyone who reaches ${host} may score; set PLACKETT_API_KEY to ask for a key\n`)
  }
  const server = await buildScoreServer({ dirs: model, apiKey, dialects })
  try {
    terminal.stdout.write(`${await listening(() => server.listen({ port, host }), port, host)}\n`)
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
  } finally {
    await server.close()
  }
}

async function listening(listen: () => Promise<string>, port: number, host: string): Promise<string> {
  try {
    return await listen()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const problem = code === 'EADDRINUSE' ? `port ${port} on ${host} is taken; name another with --port` : message
    throw new AppError('INVALID_INPUT', { problem }, { cause })
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
