import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const startTimeoutMs = 300_000

/**
 * `npm start` on an empty home and a free port. Leaves the link that it prints in E2E_LINK and its address in E2E_URL; the
 * function returned ends it, as Ctrl-C does.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'plackett-e2e-'))
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, PLACKETT_HOME: home, PLACKETT_PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const link = await printedLink(child)
  process.env.E2E_LINK = link
  process.env.E2E_URL = new URL(link).origin
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
}

function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`No link within ${startTimeoutMs} ms:\n${output}`)), startTimeoutMs)
    const read = (chunk: Buffer) => {
      output += chunk
      const link = /^\s*(https?:\/\/\S+)\s*$/m.exec(output)?.[1]
      if (!link) return
      clearTimeout(timer)
      resolve(link)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`Starting failed (${code}):\n${output}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
