import { type SpawnOptions, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { PostgresError } from './postgres-error.ts'
import { type Account, canEnter, chooseAccount } from './system-account.ts'

/** A data folder of PostgreSQL, and how its programs are run on it. */
export interface Cluster {
  data: string
  binaries: Binaries
  account: Account | null
  /** Whether the account can reach `data` by its path; otherwise it is handed down as an open file. */
  reachable: boolean
}

export const superuser = 'plackett'

/** Opens the data folder below `directory`, and makes it first where there is none. */
export async function openCluster(directory: string, password: string, signal: AbortSignal): Promise<Cluster> {
  const data = join(directory, 'data')
  const account = chooseAccount(existsSync(data) ? statSync(data).uid : null)
  const cluster = { data, binaries: await findBinaries(account), account, reachable: true }
  if (existsSync(join(data, 'PG_VERSION'))) {
    requireSameMajor(cluster)
    adopt(cluster)
  } else {
    await initialise(cluster, password, signal)
  }
  return { ...cluster, reachable: !account || canEnter(account, data) }
}

function requireSameMajor({ data, binaries }: Cluster): void {
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (binaries.version.split('.')[0] === major) return
  throw new PostgresError(
    `The database in ${data} was made by PostgreSQL ${major}; this version brings ${binaries.version}. ` +
      'Start once with the version that made it and dump it, or set PLACKETT_HOME to a new folder.',
  )
}

/** A copy made by root belongs to root and may be readable by all; PostgreSQL wants neither. */
function adopt({ data, account }: Cluster): void {
  if (account && statSync(data).uid !== account.uid) giveTo(account, data)
  chmodSync(data, 0o700)
}

function giveTo(account: Account, path: string): void {
  lchownSync(path, account.uid, account.gid)
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}

/** Made beside its place and renamed, so that a process killed halfway leaves no half a cluster. */
async function initialise(cluster: Cluster, password: string, signal: AbortSignal): Promise<void> {
  const { account } = cluster
  const unfinished = `${cluster.data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = `${unfinished}/password`
  const target: Cluster = { ...cluster, data: join(unfinished, 'data') }
  mkdirSync(target.data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of account ? [unfinished, target.data, passwordFile] : []) chownSync(path, account!.uid, account!.gid)
  target.reachable = !account || canEnter(account, target.data)

  await runInitdb(target, passwordFile, signal)
  renameSync(target.data, cluster.data)
  rmSync(unfinished, { recursive: true, force: true })
}

async function runInitdb(cluster: Cluster, passwordFile: string, signal: AbortSignal): Promise<void> {
  const files = new Handles()
  try {
    const data = files.pathOf(cluster, cluster.data)
    const pwfile = files.pathOf(cluster, passwordFile)
    // The builtin locale sorts and folds alike on every machine, whatever the operating system's locales are.
    const child = spawn(
      cluster.binaries.initdb,
      [
        ...[`--pgdata=${data}`, `--username=${superuser}`, `--pwfile=${pwfile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--set=timezone=UTC', '--set=log_timezone=UTC', '--no-instructions'],
      ],
      spawnOptions(cluster, files),
    )
    signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (code !== 0) throw new PostgresError(`PostgreSQL could not make its data folder: ${lastLines(output)}`)
  } finally {
    files.close()
  }
}

/** Starts the server on the cluster; the caller watches and ends it. */
export function spawnServer(cluster: Cluster, settings: Record<string, string>, env: Record<string, string>) {
  const files = new Handles()
  try {
    const data = files.pathOf(cluster, cluster.data)
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const options = spawnOptions(cluster, files)
    return spawn(cluster.binaries.postgres, ['-D', data, ...args], { ...options, env: { ...options.env, ...env } })
  } finally {
    files.close()
  }
}

/** Its own session, so that Ctrl-C in the terminal reaches the supervisor only, which ends things in order. */
function spawnOptions({ account, data }: Cluster, files: Handles) {
  return {
    cwd: data,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...files.opened],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  } satisfies SpawnOptions & { env: Record<string, string> }
}

/**
 * Paths for a child that may not be able to walk to them: root opens the file and the child finds it under /proc/self/fd,
 * which the kernel follows without asking for the folders above (a home below /root, which others may not enter).
 */
class Handles {
  readonly opened: number[] = []

  pathOf(cluster: Cluster, path: string): string {
    if (cluster.reachable) return path
    if (process.platform !== 'linux') {
      throw new PostgresError(
        `The system user "${cluster.account?.name}", as which PostgreSQL must run here, cannot enter ${path}. ` +
          'Set PLACKETT_HOME to a folder that it can, or start as a normal user.',
      )
    }
    this.opened.push(openSync(path, 'r'))
    return `/proc/self/fd/${2 + this.opened.length}`
  }

  close(): void {
    for (const file of this.opened.splice(0)) closeSync(file)
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-4).join('\n')
}
