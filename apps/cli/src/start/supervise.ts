import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Child } from './child.ts'
import { type Database, openDatabase, type Say } from './database.ts'
import type { Home } from './open-home.ts'
import { findFreePort } from './ports.ts'
import type { StartConfig } from './read-config.ts'

export interface Running {
  /** Where to go now: the link that makes the owner while there is none, else the product itself. */
  link: string
  isFirstStart: boolean
  /** Resolves with a reason when something could not be kept up. */
  givenUp: Promise<string>
  /** Ends all in order: what takes requests first, the database last. */
  stop(): Promise<void>
  /** Ends all at once. The database still ends in order, by its keeper. */
  kill(): void
}

export interface Supervise {
  config: StartConfig
  home: Home
  env: NodeJS.ProcessEnv
  /** Tells the person at the terminal. */
  say: Say
  /** Ends what has been started so far. */
  signal: AbortSignal
}

const apps = new URL('../../../', import.meta.url)

/** Starts the database, the screens, the worker and the api, each as a process, and keeps them up. */
export async function supervise({ config, home, env, say, signal }: Supervise): Promise<Running> {
  say('Starting the database …')
  const database = await openDatabase(config, home, say)
  const webPort = await findFreePort()
  const child = (name: string, script: string, env: NodeJS.ProcessEnv) =>
    new Child({ name, script: builtFile(script), env, logs: home.logs, say })
  const web = child('web', 'web/server.mjs', screensEnv(env, webPort))
  const childEnv = serverEnv(config, home, env, { databaseUrl: database.url, webPort })
  const worker = child('worker', 'worker/dist/main.js', childEnv)
  const api = child('api', 'api/dist/server.js', childEnv)
  const running = runningOf(database, [api, worker, web])
  try {
    signal.throwIfAborted()
    say('Starting the api, the worker and the screens …')
    const [{ setupUrl }] = await Promise.race([
      Promise.all([api.start(), worker.start(), web.start()]),
      abortOf(signal),
    ])
    return { ...running, link: setupUrl ?? config.publicUrl, isFirstStart: Boolean(setupUrl) }
  } catch (error) {
    await running.stop()
    throw error
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** What the api and the worker read; what else they know (storage, say) comes through as it was given. */
function serverEnv(
  config: StartConfig,
  home: Home,
  env: NodeJS.ProcessEnv,
  { databaseUrl, webPort }: { databaseUrl: string; webPort: number },
): NodeJS.ProcessEnv {
  return {
    ...withoutEmpty(env),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    PLACKETT_HOME: home.directory,
    PLACKETT_HOST: config.host,
    PLACKETT_PORT: String(config.port),
    PLACKETT_PUBLIC_URL: config.publicUrl,
    PLACKETT_WEB_URL: `http://127.0.0.1:${webPort}`,
    PLACKETT_SECRET: home.secret,
    PLACKETT_LOG_LEVEL: config.logLevel,
  }
}

function runningOf(database: Database, children: Child[]): Pick<Running, 'givenUp' | 'stop' | 'kill'> {
  return {
    givenUp: Promise.race([database.givenUp, ...children.map((child) => child.givenUp)]),
    stop: async () => {
      await Promise.all(children.map((child) => child.stop()))
      await database.stop()
    },
    kill: () => {
      for (const child of children) child.kill()
    },
  }
}

/** The screens know no database and no secret. */
function screensEnv(env: NodeJS.ProcessEnv, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, TZ, LANG } = env
  return {
    PATH,
    HOME,
    TZ,
    LANG,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
  }
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

function builtFile(path: string): string {
  const file = fileURLToPath(new URL(path, apps))
  if (!existsSync(file)) throw new Error(`${file} is missing: the checkout is not built. Run npm start in it.`)
  return file
}
