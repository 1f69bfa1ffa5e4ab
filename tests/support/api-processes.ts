import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const server = fileURLToPath(new URL('../../apps/api/dist/server.js', import.meta.url))

/** Servers of the API as processes of their own, which can be killed and come back under the same address. */
export interface ApiProcesses {
  urls: string[]
  /** Kills one by SIGKILL and starts it again; resolves when it listens. */
  crash(index: number): Promise<void>
  stop(): Promise<void>
}

export interface ApiSettings {
  databaseUrl: string
  home: string
  secret: string
}

export async function startApis(count: number, settings: ApiSettings): Promise<ApiProcesses> {
  const ports = await Promise.all(Array.from({ length: count }, freePort))
  const children = await Promise.all(ports.map((port) => start(port, settings)))
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    async crash(index) {
      await end(children[index]!, 'SIGKILL')
      children[index] = await start(ports[index]!, settings)
    },
    stop: async () => {
      await Promise.all(children.map((child) => end(child, 'SIGTERM')))
    },
  }
}

async function start(port: number, { databaseUrl, home, secret }: ApiSettings): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PLACKETT_HOME: home,
    PLACKETT_SECRET: secret,
    PLACKETT_PORT: String(port),
    PLACKETT_LOG_LEVEL: 'fatal',
  }
  const child = fork(server, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const listening = once(child, 'message')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The API ended with ${code} before it listened.`)
  })
  await Promise.race([listening, ended])
  ended.catch(() => {})
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
