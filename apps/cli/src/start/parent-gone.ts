import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

interface Ancestor {
  parent: number
  /** The program's name, cut short by some systems. */
  name: string
}

/**
 * Resolves when npm, which started this process, is gone. npm runs a script through a shell; some shells stay in between and
 * outlive npm, so there the shell's own parent is watched too.
 */
export async function parentGone(): Promise<void> {
  const parent = process.ppid
  const shell = await ancestor(parent)
  const isShell = shell !== null && /(sh|busybox)$/.test(shell.name)
  for (;;) {
    await sleep(pollMs, undefined, { ref: false })
    if (process.ppid !== parent) return
    if (isShell && (await ancestor(parent))?.parent !== shell.parent) return
  }
}

const pollMs = process.platform === 'linux' ? 500 : 2_000

async function ancestor(pid: number): Promise<Ancestor | null> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
  } catch {
    return null
  }
}

async function fromProc(pid: number): Promise<Ancestor> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  return { parent: Number(field('PPid')), name: field('Name') }
}

async function fromPs(pid: number): Promise<Ancestor> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,comm=', '-p', String(pid)])
  const [parent = '', ...name] = stdout.trim().split(/\s+/)
  return { parent: Number(parent), name: name.join(' ') }
}
