import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresError } from './postgres-error.ts'

/**
 * Ends a server that still runs on the data folder because its keeper was killed. Returns the process id that
 * postmaster.pid names where that is somebody else's by now, so that PostgreSQL can be told not to mistake it for its own.
 */
export async function stopLeftover(data: string): Promise<number | null> {
  const pid = postmasterPid(data)
  if (pid === null || !isAlive(pid)) return null
  if (!servesFolder(pid, data)) return pid
  process.kill(pid, 'SIGINT')
  if (!(await isGone(pid, 30_000))) {
    process.kill(pid, 'SIGQUIT')
    if (!(await isGone(pid, 10_000))) {
      throw new PostgresError(
        `A PostgreSQL of an earlier start (process ${pid}) still runs on ${data} and does not end.`,
      )
    }
  }
  return null
}

function postmasterPid(data: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A server works in its data folder; process ids are used again, so the id alone proves nothing. */
function servesFolder(pid: number, data: string): boolean {
  if (process.platform === 'linux') {
    try {
      const works = statSync(`/proc/${pid}/cwd`)
      const folder = statSync(data)
      return works.dev === folder.dev && works.ino === folder.ino
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return stdout?.includes('postgres') === true && stdout.includes(data)
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(50)) {
    if (!isAlive(pid)) return true
  }
  return !isAlive(pid)
}
