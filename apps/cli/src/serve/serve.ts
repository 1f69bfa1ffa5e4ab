import { once } from 'node:events'
import { AppError } from '@plackett/contracts'
import { buildScoreServer, type DialectName } from '@plackett/serving'
import type { Terminal } from '../terminal.ts'
import { isLoopback, listening } from './listening.ts'

export interface ServeOptions {
  model: readonly string[]
  port: number
  host: string
  dialects: readonly DialectName[]
  canary?: string
  canaryShare: number
  shadow?: string
  layout: string
  wait: number
  logLevel: string
}

/**
 * Serves one or more models until the process is asked to end, which is how it is meant to: the status is then 0. The API key is
 * taken from PLACKETT_API_KEY, because the arguments of a process can be read by others.
 */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { port, host, logLevel } = options
  const apiKey = terminal.env.PLACKETT_API_KEY || undefined
  if (apiKey === undefined && !isLoopback(host)) {
    terminal.stderr.write(`plackett: anyone who reaches ${host} may score; set PLACKETT_API_KEY to ask for a key\n`)
  }
  const server = await buildScoreServer({
    dirs: options.model,
    canary: options.canary === undefined ? undefined : { dir: options.canary, share: options.canaryShare },
    shadow: options.shadow,
    apiKey,
    dialects: options.dialects,
    layout: layoutOf(options.layout),
    companyMs: options.wait,
    logger: { level: logLevel, stream: terminal.stderr },
  })
  try {
    terminal.stdout.write(`${await listening(() => server.listen({ port, host }), port, host)}\n`)
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
  } finally {
    await server.close()
  }
}

/** "auto", or sessions × threads as in 4x1. */
function layoutOf(text: string): 'auto' | { sessions: number; threads: number } {
  if (text === 'auto') return text
  const [, sessions, threads] = /^([1-9]\d?)x([1-9]\d?)$/.exec(text) ?? []
  if (sessions && threads) return { sessions: Number(sessions), threads: Number(threads) }
  throw new AppError('INVALID_INPUT', { problem: `--layout: ${text} is neither auto nor like 4x1` })
}
