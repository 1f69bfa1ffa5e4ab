import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

export interface Finished {
  status: number | null
  stdout: string
  stderr: string
}

/** The command line as a real process, with the arguments and what it is given on stdin. */
export function startPlackett(args: string[], { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv }): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, ...env } })
}

/** Waits for its end and gathers what it said. */
export async function finished(child: ChildProcess, input: string | Uint8Array = ''): Promise<Finished> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk) => out.push(chunk))
  child.stderr?.on('data', (chunk) => err.push(chunk))
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
}
