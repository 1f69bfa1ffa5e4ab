import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createProjectInput } from '@plackett/contracts'
import { createProject, type Scope, systemPorts } from '@plackett/core'
import { connect, createTestDatabase, type PrismaClient, startPostgres } from '@plackett/db'
import { openStorage } from '@plackett/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiProcesses, startApis } from '../support/api-processes.ts'
import { explainLease } from '../support/explain-lease.ts'
import { insertManyTasks } from '../support/many-tasks.ts'
import { type Audit, aCrowd, annotate, auditAnswers, type LoadResult } from '../support/virtual-annotators.ts'

/** The size that the product promises. ASSIGNMENT_BENCH_TASKS and _PEOPLE make it smaller for a quick look. */
const size = {
  tasks: Number(process.env.ASSIGNMENT_BENCH_TASKS ?? 1_000_000),
  people: Number(process.env.ASSIGNMENT_BENCH_PEOPLE ?? 500),
  seconds: Number(process.env.ASSIGNMENT_BENCH_SECONDS ?? 120),
  overlap: 2,
  completions: 4,
  servers: 2,
  /** A person's mean time on a task, where annotators of four texts take one to several minutes. */
  thinkMs: Number(process.env.ASSIGNMENT_BENCH_THINK_MS ?? 60_000),
}
const secret = 'a secret for the benchmark, of 32 characters'

let stop = async () => {}
let db: PrismaClient
let apis: ApiProcesses
let projectId: string
let cookies: string[]
let owner: Scope
const acknowledged: string[] = []

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'plackett-bench-'))
  // As the product runs it: every commit reaches the disk.
  const postgres = await startPostgres({ directory: join(home, 'postgres'), settings: { max_connections: '100' } })
  const database = await createTestDatabase(postgres.url)
  db = connect(database.url, { maxConnections: 10 })
  const storage = await openStorage({ kind: 'disk', directory: join(home, 'storage') })
  await db.user.create({ data: { id: 'owner', name: 'Owner', email: 'owner@example.org', isOwner: true } })
  owner = scopeOf({ kind: 'person', userId: 'owner', isOwner: true })
  function scopeOf(actor: Scope['actor']): Scope {
    const accounts = { createAccount: () => Promise.reject(new Error('Not here.')) }
    const scorers = { score: () => Promise.reject(new Error('Not here.')) }
    return {
      ...systemPorts,
      db,
      storage,
      actor,
      accounts,
      scorers,
      temporaryDirectory: home,
      baseUrl: 'http://localhost',
    }
  }
  projectId = (await createProject(owner, createProjectInput.parse({ name: 'Bench', overlap: size.overlap }))).id
  const begun = performance.now()
  await insertManyTasks(db, { projectId, tasks: size.tasks, completions: size.completions, overlap: size.overlap })
  console.log(`${size.tasks.toLocaleString('en')} tasks in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  cookies = await aCrowd(db, { projectId, people: size.people, secret })
  apis = await startApis(size.servers, { databaseUrl: database.url, home, secret })
  stop = async () => {
    await apis.stop()
    await db.$disconnect()
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}, 3_600_000)
afterAll(() => stop(), 120_000)

test('next and submit of many people at once', async () => {
  console.log(
    `${size.people} people, ${size.servers} servers, mean ${size.thinkMs / 1000} s a task, ${cpus().length} cores`,
  )
  const result = await annotate({
    urls: apis.urls,
    cookies,
    projectId,
    thinkMs: size.thinkMs,
    forMs: size.seconds * 1000,
  })
  await conclude('undisturbed', result)
})

test('the same while servers are killed at random', async () => {
  let isDone = false
  let killed = 0
  const kills = (async () => {
    while (!isDone) {
      await pause(5_000 * Math.random())
      await apis.crash(killed % size.servers)
      killed += 1
    }
  })()
  const load = { urls: apis.urls, cookies, projectId, thinkMs: size.thinkMs, forMs: size.seconds * 500 }
  const result = await annotate(load)
  isDone = true
  await kills
  console.log(`servers killed ${killed} times, attempts that met one ${result.failedAttempts}`)
  await conclude('with kills', result)
})

test('the database’s own time for taking the next task', async () => {
  const medians: number[] = []
  for (const taskSelection of ['in_order', 'random', 'weighted'] as const) {
    await db.project.update({ where: { id: projectId }, data: { taskSelection } })
    const times: number[] = []
    let pages = 0
    for (let count = 0; count < 40; count += 1) {
      const userId = `explainer-${taskSelection}-${count}`
      await db.user.create({ data: { id: userId, name: userId, email: `${userId}@example.org` } })
      await db.membership.create({ data: { projectId, userId, role: 'annotator' } })
      const scope = { ...owner, db, random: () => 0.99, actor: { kind: 'person', userId, isOwner: false } as const }
      const plan = await explainLease(scope, projectId)
      times.push(plan.ms)
      pages = Math.max(pages, plan.pages)
    }
    console.log(`${taskSelection.padEnd(10)} ${percentiles(times)} ms planned and executed, at most ${pages} pages`)
    medians.push(times.toSorted((a, b) => a - b)[20]!)
  }
  expect(Math.max(...medians)).toBeLessThan(5)
})

async function conclude(name: string, result: LoadResult): Promise<void> {
  acknowledged.push(...result.acknowledged)
  const audit: Audit = await auditAnswers(db, projectId, acknowledged)
  console.log(`${name}: ${result.acknowledged.length} answers confirmed`)
  console.log(`  next   ${percentiles(result.nextMs)} ms`)
  console.log(`  submit ${percentiles(result.submitMs)} ms`)
  console.log(
    `  duplicates ${audit.duplicates}, beyond the overlap ${audit.tooMany}, lost ${audit.lost}, miscounted ${audit.miscounted}`,
  )
  expect(result.refused).toEqual([])
  expect(audit).toMatchObject({ duplicates: 0, tooMany: 0, lost: 0, miscounted: 0 })
}

function percentiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}`
}
