import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@plackett/contracts'
import { migrate, PostgresError, startPostgres } from '@plackett/db'
import { LogFile } from './log-file.ts'
import type { Home } from './open-home.ts'
import type { StartConfig } from './read-config.ts'

export interface Database {
  url: string
  /** Resolves with a reason when the database is gone for good. */
  givenUp: Promise<string>
  stop(): Promise<void>
}

export type Say = (line: string) => void

/** The database at DATABASE_URL, or the embedded one, started; migrated in either case. */
export async function openDatabase({ databaseUrl }: StartConfig, home: Home, say: Say): Promise<Database> {
  const database = databaseUrl === null ? await startEmbedded(home, say) : elsewhere(databaseUrl)
  try {
    const applied = await migrate(database.url)
    if (applied.length > 0) say(`The database has ${applied.length} new migration${applied.length > 1 ? 's' : ''}.`)
    return database
  } catch (cause) {
    await database.stop()
    throw unreachable(cause)
  }
}

function elsewhere(url: string): Database {
  return { url, givenUp: new Promise(() => {}), stop: async () => {} }
}

const restartsAllowed = 5

async function startEmbedded({ directory, logs }: Home, say: Say): Promise<Database> {
  const file = new LogFile(join(logs, 'postgres.log'))
  const log = (line: string) => {
    file.write(line)
    if (/ (FATAL|PANIC): {2}/.test(line) && !line.includes('due to administrator command')) say(`postgres: ${line}`)
  }
  const start = (port?: number) => startPostgres({ directory: join(directory, 'postgres'), log, ...(port && { port }) })
  let isStopping = false
  let postgres = await start().catch((cause) => {
    throw unreachable(cause)
  })
  return {
    url: postgres.url,
    givenUp: keepUp(),
    stop: () => {
      isStopping = true
      return postgres.stop()
    },
  }

  /** On the same port again, since the children were told that one. */
  async function keepUp(): Promise<string> {
    for (let restarts = 1; ; restarts++) {
      const reason = await postgres.ended
      if (isStopping) return reason
      if (restarts > restartsAllowed) return `${reason} It was started ${restartsAllowed} times again.`
      say(`${reason} It starts again.`)
      await sleep(500)
      try {
        postgres = await start(postgres.port)
      } catch (error) {
        return (error as Error).message
      }
      if (isStopping) await postgres.stop()
    }
  }
}

function unreachable(cause: unknown): unknown {
  if (cause instanceof PostgresError) return cause
  const problem =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause)
  return new AppError('DATABASE_UNREACHABLE', { problem }, { cause })
}
