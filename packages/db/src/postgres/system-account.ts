import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PostgresError } from './postgres-error.ts'

/** A user of the operating system. */
export interface Account {
  name: string
  uid: number
  gid: number
}

const accountName = 'plackett'

/**
 * As whom PostgreSQL runs. It refuses to be root, so root lends it a system user, which is made when it is missing; a data
 * folder that somebody owns already stays theirs. Null means: as the user of this process.
 */
export function chooseAccount(owner: number | null): Account | null {
  if (process.getuid?.() !== 0) return null
  const account = (owner ? findAccount((entry) => entry.uid === owner) : null) ?? named(accountName) ?? makeAccount()
  if (account) return account
  throw new PostgresError(
    `PostgreSQL does not run as root, and the system user "${accountName}" could not be made. ` +
      'Make it by hand (useradd --system plackett), start as a normal user, or set DATABASE_URL.',
  )
}

function makeAccount(): Account | null {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', accountName])
  // Two first starts at once both try; whichever made it, it is there now. Where it is not, others may do.
  return named(accountName) ?? named('postgres') ?? named('nobody')
}

function named(name: string): Account | null {
  return findAccount((entry) => entry.name === name)
}

function findAccount(matches: (account: Account) => boolean): Account | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':')
    const account = { name, uid: Number(uid), gid: Number(gid) }
    if (name && account.uid > 0 && matches(account)) return account
  }
  return null
}

/** Whether the account can execute a program where it lies. */
export function canRun({ uid, gid }: Account, program: string): boolean {
  return spawnSync(program, ['--version'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Whether the account can reach a folder, through all those above it. */
export function canEnter({ uid, gid }: Account, directory: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
  )
}
