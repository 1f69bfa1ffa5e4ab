import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { buildApp } from '@plackett/api/app'
import { databaseErrorOf } from '@plackett/core'
import { connect as connectDatabase } from '@plackett/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callTrpc, createTestApp, password, type TestApp } from '../support/app.ts'

/** A way to the database that can be cut. */
class Line {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #target: URL
  #isCut = false

  constructor(target: URL) {
    this.#target = target
    this.#server = createServer((near) => {
      if (this.#isCut) return void near.destroy()
      const far = connect(Number(target.port), target.hostname)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => this.#sockets.delete(one))
        one.pipe(other)
      }
    })
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const url = new URL(this.#target)
    url.hostname = '127.0.0.1'
    url.port = String((this.#server.address() as AddressInfo).port)
    return url.href
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}

let setting: TestApp
let line: Line
let db: ReturnType<typeof connectDatabase>
let app: TestApp['app']
let cookie: string

beforeAll(async () => {
  setting = await createTestApp()
  cookie = await setting.logIn('owner')
  line = new Line(new URL(setting.world.databaseUrl))
  db = connectDatabase(await line.open())
  const config = {
    publicUrl: 'http://localhost:4400',
    secret: 'a secret for tests, of 32 characters',
    home: setting.world.home,
    webUrl: null,
    trustedProxies: [],
  }
  app = await buildApp(config, { db, storage: setting.world.owner.storage })
})
afterAll(async () => {
  await app.close()
  await db.$disconnect()
  line.close()
  await setting.close()
})

const logIn = () =>
  app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'owner@example.org', password },
  })
const score = () =>
  app.inject({
    method: 'POST',
    url: '/v1/score',
    headers: { authorization: setting.authorization },
    payload: { items: [{ prompt: 'a', completion: 'b' }] },
  })
const projects = () => callTrpc(app, { path: 'project.list', kind: 'query', cookie })

test('a database that goes away is told as such everywhere, and everything works again once it is back', async () => {
  expect((await logIn()).statusCode).toBe(200)
  expect((await projects()).result).toEqual([])

  line.cut()
  for (const reply of [await logIn(), await score(), await app.inject('/health/ready')]) {
    expect(reply.statusCode).toBe(503)
    expect(reply.json().error.code).toBe('DATABASE_UNREACHABLE')
    expect(reply.headers['retry-after']).toBe('2')
  }
  expect(await projects()).toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  expect((await app.inject('/health')).statusCode).toBe(200)

  line.mend()
  expect((await logIn()).statusCode).toBe(200)
  expect((await projects()).result).toEqual([])
})

test('a connection that breaks in the middle of a query is told as such', async () => {
  const slow = db.$queryRaw`select pg_sleep(20)::text`
  const failure = slow.then(
    () => null,
    (error: unknown) => error,
  )
  await expect
    .poll(
      async () =>
        (
          await setting.world.db.$queryRaw<unknown[]>`
      select 1 from pg_stat_activity where query like 'select pg_sleep(20)%'`
        ).length,
    )
    .toBe(1)
  await setting.world.db.$executeRaw`
    select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(20)%'`
  expect(databaseErrorOf(await failure)).toBe('connection_exception')
})
