import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const entry = `
  const { runStart } = await import('${new URL('../../apps/cli/dist/start/run-start.js', import.meta.url)}')
  process.exitCode = await runStart(process.env)
`

describe.runIf(process.platform === 'linux')('npm start', () => {
  let home: string
  let port: number
  const started: Start[] = []

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'plackett start ü '))
  })

  afterEach(() => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL')
  })

  afterAll(() => rmSync(home, { recursive: true, force: true }))

  /** Starts it as a process of its own, on the home of this file and a free port. */
  async function start(env: NodeJS.ProcessEnv = {}): Promise<Start> {
    port = await freePort()
    const found = new Start({ PLACKETT_HOME: home, PLACKETT_PORT: String(port), ...env })
    started.push(found)
    return found
  }

  test('prints one link, serves, and ends with everything it started on SIGTERM', async () => {
    const running = await start()
    await running.isUp()
    expect(running.output.match(/https?:\S+/g)).toEqual([
      expect.stringMatching(new RegExp(`^http://127.0.0.1:${port}/setup\\?token=`)),
    ])
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/log-in`)).status).toBe(200)
    const all = descendants(running.pid)
    expect(all.length).toBeGreaterThan(5)
    running.child.kill('SIGTERM')
    expect(await running.exitCode).toBe(0)
    expect(all.filter(isAlive)).toEqual([])
  })

  test('keeps its secrets from others', () => {
    for (const file of ['secret', 'postgres/password']) expect(statSync(join(home, file)).mode & 0o077).toBe(0)
  })

  test('starts again by itself what was killed, the database too, and keeps the data', async () => {
    const owner = { PLACKETT_OWNER_EMAIL: 'ada@example.org', PLACKETT_OWNER_PASSWORD: 'a password of ada' }
    const running = await start(owner)
    await running.isUp()
    for (const part of ['apps/api/', 'apps/worker/', 'apps/web/', 'keeper.js']) {
      process.kill(childOf(running.pid, part), 'SIGKILL')
      await expect.poll(() => isAlive(childOf(running.pid, part)), { timeout: 20_000 }).toBe(true)
    }
    // The database answers until its new keeper takes it over, and again once it has: ready does not yet mean for good.
    const logInAgain = () => logIn(port, owner.PLACKETT_OWNER_EMAIL, owner.PLACKETT_OWNER_PASSWORD)
    await expect.poll(logInAgain, { timeout: 20_000, interval: 250 }).toBe(200)
  })

  test('leaves nothing running when it is killed, and the next start recovers', async () => {
    const running = await start()
    await running.isUp()
    const all = descendants(running.pid)
    running.child.kill('SIGKILL')
    await expect.poll(() => all.filter(isAlive), { timeout: 20_000 }).toEqual([])

    const killed = await start()
    await killed.isUp()
    for (const pid of [killed.pid, ...descendants(killed.pid)]) process.kill(pid, 'SIGKILL')
    const next = await start()
    await next.isUp()
    expect(await logIn(port, 'ada@example.org', 'a password of ada')).toBe(200)
    expect(next.output).not.toContain('token=')
  })

  test('ends when npm is killed, although a shell stays in between', async () => {
    port = await freePort()
    const script = ['-c', `"${process.execPath}" --input-type=module -e "$START"; true`]
    const env = { START: entry, npm_lifecycle_event: 'start', PLACKETT_HOME: home, PLACKETT_PORT: String(port) }
    // Stands for npm: a process that starts a shell that starts it.
    const npm = new Start(env, [
      '-e',
      `require('child_process').spawn('sh', ${JSON.stringify(script)}, { stdio: 'inherit' })`,
    ])
    started.push(npm)
    await npm.isUp()
    const all = descendants(npm.pid)
    npm.child.kill('SIGKILL')
    await expect.poll(() => all.filter(isAlive), { timeout: 20_000 }).toEqual([])
  })

  test('a second start on the same data folder is refused, and told who has it', async () => {
    const running = await start()
    await running.isUp()
    const address = `http://127.0.0.1:${port}`
    const second = await start()
    expect(await second.exitCode).toBe(1)
    expect(second.output).toContain(`is in use by a Plackett that runs already (process ${running.pid}, at ${address})`)
  })

  test('a taken port is said before anything is started', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const refused = await start({ PLACKETT_PORT: String(port) })
    expect(await refused.exitCode).toBe(1)
    expect(refused.output).toBe(
      `Port ${port} on 127.0.0.1 is taken. Set PLACKETT_PORT to another one, or stop what uses it.\n`,
    )
    taken.close()
  })

  test('a database that does not answer is named', async () => {
    const refused = await start({ DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:9/none' })
    expect(await refused.exitCode).toBe(1)
    expect(refused.output).toContain('PostgreSQL does not answer: connect ECONNREFUSED 127.0.0.1:9')
  })
})

class Start {
  readonly child: ChildProcess
  readonly exitCode: Promise<number | null>
  output = ''

  constructor(env: NodeJS.ProcessEnv, args = ['--input-type=module', '-e', entry]) {
    const { PATH, HOME } = process.env
    this.child = spawn(process.execPath, args, {
      cwd: root,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk) => (this.output += chunk))
    this.exitCode = new Promise((resolve) => this.child.once('close', resolve))
  }

  get pid(): number {
    return this.child.pid!
  }

  async isUp(): Promise<void> {
    for (const until = Date.now() + 45_000; Date.now() < until; await sleep(50)) {
      if (this.output.includes('Ctrl-C ends it')) return
      if (this.child.exitCode !== null) break
    }
    throw new Error(`It did not start:\n${this.output}`)
  }
}

interface Row {
  pid: number
  parent: number
  command: string
}

function processes(): Row[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    return state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }]
  })
}

function descendants(pid: number, all = processes()): number[] {
  const children = all.filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child.pid, ...descendants(child.pid, all)])
}

/** 0 where there is none. */
function childOf(pid: number, part: string): number {
  return processes().find(({ parent, command }) => parent === pid && command.includes(part))?.pid ?? 0
}

function isAlive(pid: number): boolean {
  return pid !== 0 && processes().some((row) => row.pid === pid)
}

async function logIn(port: number, email: string, password: string): Promise<number> {
  const address = `http://127.0.0.1:${port}`
  const { status } = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password }),
  })
  return status
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
