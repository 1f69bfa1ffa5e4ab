import { once } from 'node:events'
import { buildPolicyServer } from '@plackett/generation'
import { isLoopback, listening } from '../serve/listening.ts'
import type { Terminal } from '../terminal.ts'

export interface ServePolicyFlags {
  policy: string[]
  port: number
  host: string
  threads: number
}

/** Serves policies until the process is asked to end. The API key is taken from PLACKETT_API_KEY. */
export async function servePolicy(
  { policy, port, host, threads }: ServePolicyFlags,
  terminal: Terminal,
): Promise<void> {
  const apiKey = terminal.env.PLACKETT_API_KEY || undefined
  if (apiKey === undefined && !isLoopback(host)) {
    terminal.stderr.write(`plackett: anyone who reaches ${host} may ask; set PLACKETT_API_KEY to ask for a key\n`)
  }
  const server = await buildPolicyServer({ directories: policy, apiKey, threads })
  try {
    terminal.stdout.write(`${await listening(() => server.listen({ port, host }), port, host)}\n`)
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
  } finally {
    await server.close()
  }
}
