import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, startPostgres } from '@plackett/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const settings = { fsync: 'off' }

/** A process of its own that starts a PostgreSQL on a folder and tells its address. */
const owner = `
  import { startPostgres } from '@plackett/db'
  const postgres = await startPostgres({ directory: process.argv[1], settings: { fsync: 'off' } })
  console.log(postgres.url)
  setInterval(() => {}, 1000)
`

describe('the embedded PostgreSQL', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'plackett ü 测试 '))
  })

  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  test('keeps its data from one start to the next', async () => {
    const first = await startPostgres({ directory, settings })
    await query(first.url, 'create table kept as select 7 as n')
    await first.stop()
    const second = await startPostgres({ directory, settings })
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
  })

  test('is reachable with its password only, which only the owner can read', async () => {
    const postgres = await startPostgres({ directory, settings })
    const wrong = Object.assign(new URL(postgres.url), { password: 'wrong' }).href
    await expect(query(wrong, 'select 1')).rejects.toThrow(/authentication failed/i)
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600)
    await postgres.stop()
  })

  test('ends when its owner is killed, and starts again', async () => {
    const { child, url } = await startOwner(directory)
    await query(url, 'create table kept as select 7 as n')
    child.kill('SIGKILL')
    const next = await startPostgres({ directory, settings })
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 7 }])
    await next.stop()
  })

  test.runIf(process.platform === 'linux')(
    'is ended and started again when only the server outlived a kill',
    async () => {
      const { child, url } = await startOwner(directory)
      await query(url, 'create table kept as select 7 as n')
      const server = postmasterPid(directory)
      const keeper = parentOf(server)
      process.kill(keeper, 'SIGKILL')
      child.kill('SIGKILL')
      await sleep(200)
      expect(isAlive(server)).toBe(true)
      const next = await startPostgres({ directory, settings })
      expect(isAlive(server)).toBe(false)
      expect(await query(next.url, 'select n from kept')).toEqual([{ n: 7 }])
      await next.stop()
    },
  )

  test('is not misled by a stale postmaster.pid that names a living stranger', async () => {
    await (await startPostgres({ directory, settings })).stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    writeFileSync(join(directory, 'data/postmaster.pid'), `${stranger.pid}\n/nowhere\n0\n5432\n\n\n 0 0\n`)
    const postgres = await startPostgres({ directory, settings })
    expect(isAlive(stranger.pid!)).toBe(true)
    stranger.kill()
    await postgres.stop()
  })

  test('accepts a copy whose owner and mode are those of a plain copy', async () => {
    await (await startPostgres({ directory, settings })).stop()
    chmodSync(join(directory, 'data'), 0o755)
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'root', directory])
    await (await startPostgres({ directory, settings })).stop()
  })

  test('refuses the data of another major version in words', async () => {
    await (await startPostgres({ directory, settings })).stop()
    writeFileSync(join(directory, 'data/PG_VERSION'), '16\n')
    await expect(startPostgres({ directory, settings })).rejects.toThrow(/was made by PostgreSQL 16/)
  })

  test('says so when its folder cannot be made', async () => {
    writeFileSync(join(directory, 'file'), '')
    await expect(startPostgres({ directory: join(directory, 'file/home') })).rejects.toThrow(/folder cannot be used/)
  })
})

async function query(url: string, sql: string): Promise<unknown> {
  const db = connect(url)
  try {
    return await db.$queryRawUnsafe(sql)
  } finally {
    await db.$disconnect()
  }
}

async function startOwner(directory: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', owner, directory], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  )
  return { child, url }
}

function postmasterPid(directory: string): number {
  return Number.parseInt(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8'), 10)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
